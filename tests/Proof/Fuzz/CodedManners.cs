using System.Text.Json;

namespace Proof.Fuzz;

/// <summary>How the senders sign whose schemes are code, written down a second time from <c>docs/senders</c>.</summary>
internal static class CodedManners
{
    public static IReadOnlyList<Manner> Of(string scheme) => scheme switch
    {
        "valara" => [Read("""{ "signatureHeader": "X-Webhook-Signature", "prefix": "sha256=", "timestampHeader": "X-Webhook-Timestamp", "signedContent": "{timestamp}.{body}" }""")],
        "novavms" => [NovaVms("X-Webhook-Signature"), NovaVms("X-NovaVMS-Signature")],
        "fastpix" => [Read("""{ "signatureHeader": "FastPix-Signature", "encoding": "Base64", "keyForm": "Base64" }""")],
        "envless" or "standard-webhooks" => [Triple("webhook"), Triple("svix")],
        _ => throw new ArgumentOutOfRangeException(nameof(scheme), scheme, "Nobody has written down how it signs."),
    };

    private static Manner NovaVms(string header) => Read($$"""{ "signatureHeader": "{{header}}", "prefix": "sha256=", "prefixIsOptional": true }""");

    private static Manner Triple(string prefix) => Read(
        $$"""{ "signatureHeader": "{{prefix}}-signature", "layout": "Versioned", "prefix": "v1", "encoding": "Base64", "timestampHeader": "{{prefix}}-timestamp", "signedContent": "{header:{{prefix}}-id}.{timestamp}.{body}", "keyForm": "Whsec" }""");

    private static Manner Read(string scheme) => Manner.Read(JsonElement.Parse(scheme));
}
