using System.Text;
using System.Text.Json;

namespace Proof.Fuzz;

/// <summary>Every sample that `hook send` knows, of every sender, and the deliveries that senders have published together with their secrets.</summary>
internal static class Corpus
{
    private static readonly string[] Schemes = ["valara", "novavms", "fastpix", "envless", "standard-webhooks", "svix", "github", "stripe", "shopify", "slack"];

    public static IReadOnlyList<Specimen> All() =>
        [.. Schemes.SelectMany(scheme => Sample.TypesOf(scheme).SelectMany(type => Of(scheme, type))), .. Published()];

    private static IEnumerable<Specimen> Of(string scheme, string type)
    {
        var body = Encoding.UTF8.GetBytes(new Sample(scheme, type).Body.ToJsonString());
        var (secret, expired) = (SecretOf(scheme, "now"), SecretOf(scheme, "before"));
        var source = Specimen.SourceOf(scheme, secret, expired, Sample.At);
        return Manner.Of(scheme).Select(manner => new Specimen(source, manner, Specimen.KeyOf(scheme, secret), body, Sample.At)
        {
            ExpiredKey = Specimen.KeyOf(scheme, expired),
            Unsigned = [.. Unsigned(scheme, type, body)],
            Id = IdOf(body) ?? "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W",
        });
    }

    // The reference vectors of Valara and of Standard Webhooks: not signed here, so that at least these are right whatever we believe.
    private static IEnumerable<Specimen> Published()
    {
        foreach (var vector in new[] { PublishedVector.ValaraFailed, PublishedVector.ValaraCompleted, PublishedVector.StandardWebhooks })
        {
            var manner = Manner.Of(vector.Scheme.Name)[0];
            var expired = SecretOf(vector.Scheme.Name, "before");
            var secret = vector.SecretText;
            yield return new Specimen(
                Specimen.SourceOf(vector.Scheme.Name, secret, expired, vector.SignedAt), manner, Specimen.KeyOf(vector.Scheme.Name, secret), vector.Body, vector.SignedAt)
            {
                ExpiredKey = Specimen.KeyOf(vector.Scheme.Name, expired),
                Unsigned = [.. vector.Headers.Where(header => header.Name.StartsWith("X-Webhook-Event", StringComparison.OrdinalIgnoreCase))],
                Id = manner.IdHeader is null ? "" : vector.Header(manner.IdHeader),
                Published = vector.Header(manner.SignatureHeader),
            };
        }
    }

    private static IEnumerable<(string, string)> Unsigned(string scheme, string type, byte[] body) => scheme switch
    {
        "valara" => [("X-Webhook-Event-Id", Text(body, "event_id")!), ("X-Webhook-Event-Type", type)],
        "novavms" => [("X-Webhook-ID", Text(body, "webhook_id")!), ("X-Webhook-Timestamp", Text(body, "timestamp")!)],
        "envless" => [("Envless-Event", type), ("Envless-Delivery", "0192a1b2-c3d4-7000-8000-0000000000d1")],
        "github" => [("X-GitHub-Event", type), ("X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958")],
        "shopify" => [("X-Shopify-Topic", type.Replace('~', '/')), ("X-Shopify-Webhook-Id", "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043")],
        _ => [],
    };

    private static string? IdOf(byte[] body) => Text(body, "id");

    private static string? Text(byte[] body, string key)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    private static string SecretOf(string scheme, string which)
    {
        var bytes = Encoding.UTF8.GetBytes($"{which} for {scheme}".PadRight(32, '!')[..32]);
        return scheme switch
        {
            "fastpix" => Convert.ToBase64String(bytes),
            "standard-webhooks" or "svix" or "envless" => "whsec_" + Convert.ToBase64String(bytes),
            _ => Encoding.UTF8.GetString(bytes),
        };
    }
}
