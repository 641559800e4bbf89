using System.Text;
using System.Text.Json;
using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Schemes;

// Reads the claim of a message that signs named fields of its own body.
internal static class TopicClaim
{
    public static SignatureClaim? Read(Delivery delivery, SignatureDefinition definition, out Refusal? refusal)
    {
        var topic = definition.Topic!.Topic;
        var place = definition.SignatureAt[0].Path!;
        if (ReadFields(delivery.Body, [.. topic.SignedLines, topic.Version, place], out var problem) is not { } fields)
        {
            refusal = new Refusal(RefusalReason.SignatureMalformed, problem);
            return null;
        }

        var version = definition.Algorithm == SigningAlgorithm.RsaSha1 ? "1" : "2";
        var signature = fields.TryGetValue(place, out var text) ? MacText.Decode(text, definition.Encoding, SignatureHeaderParts.LongestSignature) : null;
        var time = definition.TimestampAt?.Path is { } at && fields.TryGetValue(at, out var stated) ? SignedTime.Read(stated, definition.TimestampFormat) : null;
        // Only the first can hold a line feed: what follows it could be moved into it, or out of it.
        var broken = topic.SignedLines.Skip(1).FirstOrDefault(name => fields.TryGetValue(name, out var value) && value.Contains('\n', StringComparison.Ordinal));
        refusal = text is null ? new(RefusalReason.SignatureMissing, $"The {definition.Place} is missing.")
            : fields.GetValueOrDefault(topic.Version) != version ? new(RefusalReason.SignatureMalformed, Another(version, topic))
            : signature is null ? new(RefusalReason.SignatureMalformed, $"The {definition.Place} holds no signature of the scheme's form.")
            : broken is not null ? new(RefusalReason.SignatureMalformed, $"The value of {broken} has several lines, so that its border to the next one is uncertain.")
            : time is null ? new(RefusalReason.TimestampMalformed, $"The signed time in {definition.TimestampAt} is not in the scheme's format.")
            : null;
        return refusal is not null ? null : new SignatureClaim(definition, new SignedContent(Content(fields, topic), default, default)) { Signatures = [signature!], SignedAt = time };
    }

    private static byte[] Content(Dictionary<string, string> fields, TopicSettings topic)
    {
        var lines = new StringBuilder();
        foreach (var name in topic.SignedLines.Where(fields.ContainsKey))
        {
            lines.Append(name).Append('\n').Append(fields[name]).Append('\n');
        }

        return Encoding.UTF8.GetBytes(lines.ToString());
    }

    // SHA-1 is not accepted because a message says so.
    private static string Another(string version, TopicSettings topic) => version == "2"
        ? $"{topic.Version} is not 2 (SHA-256). Set it to 2 at the topic; or, for SHA-1, set Hmac__Algorithm of the source to RsaSha1."
        : $"{topic.Version} is not 1, and Hmac__Algorithm of the source says RsaSha1.";

    private static Dictionary<string, string>? ReadFields(ReadOnlyMemory<byte> body, string[] names, out string problem)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        problem = "The body is no JSON object that this sender writes.";
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            // Null counts as absent: it is not signed.
            foreach (var field in json.RootElement.EnumerateObject().Where(field => field.Value.ValueKind != JsonValueKind.Null && names.Contains(field.Name)))
            {
                if (field.Value.ValueKind != JsonValueKind.String || !fields.TryAdd(field.Name, field.Value.GetString()!))
                {
                    problem = $"The key {field.Name} occurs twice or is not text.";
                    return null;
                }
            }

            return fields;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
