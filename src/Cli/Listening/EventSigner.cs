using Cli.Rendering;
using Cli.Sending;
using Webhooks.Raw;
using Webhooks.Signatures.Content;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;

namespace Cli.Listening;

// An event as a delivery of its sender to the local address: signed anew with the secret of the local settings, or as it came.
internal sealed class EventSigner(Func<string, Uri, ConfiguredSource?> find, TimeProvider clock)
{
    // They belong to the connection.
    private static readonly string[] NotSent = ["Host", "Connection", "Content-Length", "Transfer-Encoding", "Expect", "Keep-Alive", "Upgrade"];

    // Throws where a source cannot be signed for, before anything is read.
    public void Check(string source, Uri to) => _ = find(source, to);

    public (Delivery Delivery, string? Fingerprint) Sign(RawDelivery raw, Uri to)
    {
        var delivery = new Delivery(raw.Source, new DeliveryHeaders(), raw.Body, clock.GetUtcNow()) { Query = to.Query.TrimStart('?') };
        var configured = find(raw.Source, to);
        foreach (var (name, value) in raw.Headers)
        {
            if (!NotSent.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                delivery.Headers.Add(name, value);
            }
        }

        if (configured is not { Source.Scheme: var scheme, Fingerprint: { } fingerprint })
        {
            return (delivery, null);
        }

        var definition = scheme.Definitions.FirstOrDefault(definition => definition.SignatureHeader.Length > 0 && delivery.Headers.Find(definition.SignatureHeader) is not null) ?? scheme.Definitions[0];
        var unsigned = raw.Headers.Select(header => header.Key).Where(scheme.IsSignatureHeader).Aggregate(delivery.Headers, (headers, name) => headers.With(name, null));
        return (configured.Sign(delivery with { Headers = unsigned }, definition, Time(configured, definition, raw)), fingerprint);
    }

    // Where the body repeats the signed time, it says it.
    private string Time(ConfiguredSource configured, SignatureDefinition definition, RawDelivery raw)
    {
        var place = SenderProfile.Of(configured.Source.Scheme, configured.Presets).Time;
        return (place is null ? null : SignedJson.Read(raw.Body, [place["json:".Length..]], out _)?.Text(place["json:".Length..]))
            ?? SignedTime.Write(clock.GetUtcNow(), definition.TimestampFormat);
    }
}
