using System.Text.Json;
using Webhooks.Signatures.Content;
using Webhooks.Signatures.Presets;

namespace Webhooks.Signatures.Tests.Presets;

/// <summary>The library's presets are read without the serializer, and yet as it would read them.</summary>
public class BuiltInPresetTests
{
    public static TheoryData<string> Names => [.. PresetFiles.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_preset_is_what_the_serializer_reads(string name)
    {
        using var file = typeof(PresetFiles).Assembly.GetManifestResourceStream($"Presets/{name}.json")!;

        Text(PresetFiles.Find(name)!).ShouldBe(Text(PresetFiles.Read(file)));
    }

    // No file of ours has all there is.
    [Fact]
    public void Every_property_is_read()
    {
        var text = """
            {
              "$schema": "s", "title": "t", "weakness": "w", "unsignedId": "u", "noDeduplication": "n", "replayWindow": "00:10:00", "deadline": "00:00:03", "secretPaths": ["a", "b"],
              "scheme": {
                "algorithm": "HmacSha512", "allowWeak": true, "signatureHeader": "h", "signatureAt": "at", "separator": ",", "layout": "@layout", "prefix": "p", "encoding": "Base64", "signedContent": "{body}",
                "signedHeadersKey": "k", "bodyDigest": "d", "timestampHeader": "th", "timestampAt": "ta", "timestampKey": "tk", "timestampFormat": "@time", "eventId": "i", "eventType": "y", "nonce": "o",
                "deliveryId": "di", "subject": "su", "keyForm": "@form"
              },
              "token": { "issuer": "i", "namesAudience": true, "namesAddress": true, "namesAccount": true, "bodyHash": "b", "bodyHashEncoding": "Base64", "isNewForEachDelivery": true },
              "topic": { "signedLines": ["l"], "field": "f", "version": "1", "confirmation": "c", "confirmAt": "ca", "confirmHost": "ch" },
              "publishedKeys": { "keySet": "https://keys.example.com/", "certificateAt": "c", "host": "h", "path": "p", "commonName": "n" },
              "answer": { "status": 201, "isEmpty": true, "contentType": "text/plain", "body": "ok" },
              "handshakes": [ { "method": "GET", "when": { "a": "b" }, "challenge": "c", "token": "t", "isSigned": true, "secret": "Within", "status": 200, "contentType": "text/plain", "body": "x", "headers": { "h": "v" } } ],
              "facts": { "secret": "s", "address": "a", "retries": "r", "sources": ["x"] },
              "samples": { "default": "one", "newEventId": "{{ulid}}", "headers": { "h": "v" }, "bodies": { "one": { "a": [1, null] } } }
            }
            """
            .Replace("@layout", Enum.GetNames<SignatureLayout>()[^1], StringComparison.Ordinal)
            .Replace("@time", Enum.GetNames<TimeFormat>()[^1], StringComparison.Ordinal)
            .Replace("@form", Enum.GetNames<KeyForm>()[^1], StringComparison.Ordinal);

        var read = Text(BuiltInPreset.Read(JsonElement.Parse(text)));

        read.ShouldBe(Text(PresetFiles.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)))));
        read.ShouldNotContain("null,", customMessage: "A property was added; give it a value above.");
    }

    private static string Text(Preset preset) => JsonSerializer.Serialize(preset, PresetFiles.Type);
}
