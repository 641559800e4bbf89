using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Proof.Fuzz;

/// <summary>
/// Every sample of every sender: of the schemes that are code, of each preset file, of senders that do not exist, and the deliveries that
/// senders have published together with their secrets.
/// </summary>
internal static class Corpus
{
    private static readonly string[] Coded = ["valara", "novavms", "fastpix", "envless", "standard-webhooks"];

    public static IReadOnlyList<Specimen> All() =>
    [
        .. Coded.SelectMany(scheme => Sample.TypesOf(scheme).SelectMany(type => Of(Sender.OfCode(scheme), type))),
        .. Sender.OfFiles().SelectMany(one => one.File.GetProperty("samples").GetProperty("bodies").EnumerateObject().Select(body => Of(one.Sender, one.File.GetProperty("samples"), body))),
        .. Published(),
    ];

    private static IEnumerable<Specimen> Of(Sender sender, string type)
    {
        var body = Encoding.UTF8.GetBytes(new Sample(sender.Name, type).Body.ToJsonString());
        return sender.Manners.Select(manner => Of(sender, manner, body, Sample.At, [
            ("Content-Type", "application/json"),
            .. Unsigned(sender.Name, type, body),
            .. manner.SignedHeader is { } header ? new[] { (header, Text(body, "id") ?? "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W") } : [],
        ]));
    }

    private static Specimen Of(Sender sender, JsonElement samples, JsonProperty body)
    {
        var text = new SampleText(body.Name, Sample.At);
        var bytes = Encoding.UTF8.GetBytes(text.Fill(body.Value.ValueKind == JsonValueKind.String ? body.Value.GetString()! : JsonSerializer.Serialize(body.Value)));
        var headers = samples.TryGetProperty("headers", out var listed) ? listed.EnumerateObject().Select(header => (header.Name, text.Fill(header.Value.GetString()!))) : [];
        return Of(sender, sender.Manners[0], bytes, Sample.At, [("Accept", "*/*"), .. headers]);
    }

    private static Specimen Of(Sender sender, Manner manner, byte[] body, DateTimeOffset at, IReadOnlyList<(string Name, string Value)> headers, SenderKey? key = null)
    {
        var (current, expired) = (key ?? sender.Key("now"), sender.Key("before"));
        return new Specimen(sender.Receive(current, expired, at), manner, current, body, at)
        {
            ExpiredKey = expired,
            Headers = headers,
            Time = manner.TimeAt?.Find(new Message([], "", body)) ?? Times.Write(at, manner.TimeFormat),
        };
    }

    // The reference vectors of Valara and of Standard Webhooks: not signed here, so that at least these are right whatever we believe.
    private static IEnumerable<Specimen> Published()
    {
        foreach (var vector in new[] { PublishedVector.ValaraFailed, PublishedVector.ValaraCompleted, PublishedVector.StandardWebhooks })
        {
            var sender = Sender.OfCode(vector.Scheme.Name);
            var (manner, secret) = (sender.Manners[0], vector.SecretText);
            var key = manner.KeyForm == "Whsec" ? new SenderKey(secret, Convert.FromBase64String(secret["whsec_".Length..])) : SenderKey.Plain(secret);
            var headers = vector.Headers.Where(header => header.Name.StartsWith("X-Webhook-Event", StringComparison.OrdinalIgnoreCase) || header.Name.Equals(manner.SignedHeader, StringComparison.OrdinalIgnoreCase));
            yield return Of(sender, manner, vector.Body, vector.SignedAt, [("Content-Type", "application/json"), .. headers], key) with { Published = vector.Header(manner.Headers[0]) };
        }
    }

    private static IEnumerable<(string, string)> Unsigned(string scheme, string type, byte[] body) => scheme switch
    {
        "valara" => [("X-Webhook-Event-Id", Text(body, "event_id")!), ("X-Webhook-Event-Type", type)],
        "novavms" => [("X-Webhook-ID", Text(body, "webhook_id")!), ("X-Webhook-Timestamp", Text(body, "timestamp")!)],
        "envless" => [("Envless-Event", type), ("Envless-Delivery", "0192a1b2-c3d4-7000-8000-0000000000d1")],
        _ => [],
    };

    private static string? Text(byte[] body, string key) => Walk.Find(Walk.Parse(body), key).Text;
}
