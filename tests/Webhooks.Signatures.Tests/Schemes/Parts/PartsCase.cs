using System.Text;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Presets;

namespace Webhooks.Signatures.Tests.Schemes.Parts;

/// <summary>A delivery to a source that is described by settings alone.</summary>
internal sealed record PartsCase(SchemeSettings Settings, string Secret, string Body)
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public string Query { get; init; } = "";

    public SchemeOptions Options { get; init; } = new();

    public DateTimeOffset Now { get; init; } = SignedDelivery.Noon;

    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(5);

    public PartsCase With(string name, string value) => this with { Headers = [.. Headers.Where(header => !header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)), (name, value)] };

    public PartsCase At(long unixSeconds) => this with { Now = DateTimeOffset.FromUnixTimeSeconds(unixSeconds) };

    public SignatureScheme Scheme() => SchemeCatalog.Find("hmac", Settings, Options, out var problem).ShouldNotBeNull($"{problem}");

    public SettingProblem Problem()
    {
        SchemeCatalog.Find("hmac", Settings, Options, out var problem).ShouldBeNull();
        return problem.ShouldNotBeNull();
    }

    public Delivery Deliver()
    {
        var headers = new DeliveryHeaders();
        foreach (var (name, value) in Headers)
        {
            headers.Add(name, value);
        }

        return new Delivery("lab", headers, Encoding.UTF8.GetBytes(Body), Now) { Query = Query };
    }

    // Secrets of published examples are shorter than any that may be used.
    public Verification Verify()
    {
        var scheme = Scheme();
        var secret = scheme.ReadSecret(new SecretText(Secret), minimumBytes: 1, out var problem).ShouldNotBeNull(problem);
        return scheme.Verify(Deliver(), [secret], Window, Now);
    }

    public SignedEvent Event() => Verify().ShouldBeVerified().Event;

    public Refusal Refused(RefusalReason reason) => Verify().ShouldBeRefused(reason);
}
