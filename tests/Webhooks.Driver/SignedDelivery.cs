using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Driver;

/// <summary>
/// A delivery as its sender would sign it, and then one deviation. Signs with plain HMACSHA256 by the sender's documentation and
/// uses nothing of the product for it: a mistake shared by signer and verifier would be seen by neither.
/// </summary>
internal sealed record SignedDelivery
{
    public static DateTimeOffset Noon { get; } = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public required SignatureScheme Scheme { get; init; }

    /// <summary>The secret as the sender's dashboard shows it and as the receiver's settings hold it.</summary>
    public required string Secret { get; init; }

    /// <summary>The key that the sender makes of it.</summary>
    public required byte[] Key { get; init; }

    /// <summary>Headers that the sender adds, signature included.</summary>
    public required Func<SignedDelivery, IEnumerable<(string Name, string Value)>> Sign { get; init; }

    /// <summary>The body; <c>@unix</c> and <c>@iso</c> stand for the time of sending.</summary>
    public required string Json { get; init; }

    public byte[]? RawBody { get; init; }

    public string Id { get; init; } = "";

    public DateTimeOffset SentAt { get; init; } = Noon;

    public DateTimeOffset Now { get; init; } = Noon;

    public ImmutableList<(string Name, string Value)> Deviations { get; init; } = [];

    public IReadOnlyList<Secret>? Configured { get; init; }

    public byte[] Body => RawBody ?? Encoding.UTF8.GetBytes(Json
        .Replace("@unix", Unix, StringComparison.Ordinal)
        .Replace("@iso", Iso, StringComparison.Ordinal));

    public string Unix { get => field ?? SentAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture); init; }

    public string Iso => SentAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public SignedDelivery SentBefore(TimeSpan age) => this with { SentAt = Now - age };

    public SignedDelivery SentAfter(TimeSpan lead) => this with { SentAt = Now + lead };

    /// <summary>Another body, signed.</summary>
    public SignedDelivery WithBody(string json) => this with { Json = json };

    /// <summary>Another body, signed, of any bytes.</summary>
    public SignedDelivery WithBody(byte[] body) => this with { RawBody = body };

    /// <summary>The body with a change, signed.</summary>
    public SignedDelivery WithBody(Action<JsonObject> change)
    {
        var body = JsonNode.Parse(Json.Replace("@unix", Unix, StringComparison.Ordinal))!.AsObject();
        change(body);
        return WithBody(body.ToJsonString());
    }

    /// <summary>The body with a key left out, signed.</summary>
    public SignedDelivery WithoutKey(string key) => WithBody(body => body.Remove(key).ShouldBeTrue());

    /// <summary>A header set after signing.</summary>
    public SignedDelivery With(string header, string value) => Without(header).WithAlso(header, value);

    /// <summary>A header set after signing from what was there.</summary>
    public SignedDelivery With(string header, Func<string, string> change) => With(header, change(Header(header)));

    /// <summary>One more header line.</summary>
    public SignedDelivery WithAlso(string header, string value) => this with { Deviations = Deviations.Add((header, value)) };

    /// <summary>A header taken away after signing.</summary>
    public SignedDelivery Without(string header) => this with
    {
        Sign = delivery => Sign(delivery).Where(field => !Is(field.Name, header)),
        Deviations = Deviations.RemoveAll(field => Is(field.Name, header)),
    };

    /// <summary>The receiver's secrets, instead of the sender's.</summary>
    public SignedDelivery ReceivedWith(params Secret[] secrets) => this with { Configured = secrets };

    public string Header(string name) => Sign(this).Single(field => Is(field.Name, name)).Value;

    public Secret Read(DateTimeOffset? notBefore = null, DateTimeOffset? notAfter = null) =>
        Webhooks.Signatures.Secrets.Secret.Read(Secret, Scheme.KeyForms, out var problem, notBefore, notAfter).ShouldNotBeNull(problem);

    public Delivery Deliver()
    {
        var headers = new DeliveryHeaders();
        foreach (var (name, value) in Sign(this).Concat(Deviations))
        {
            headers.Add(name, value);
        }

        return new Delivery("lab", headers, Body, Now);
    }

    public Verification Verify() => Scheme.Verify(Deliver(), Configured ?? [Read()], Scheme.DefaultWindow, Now);

    public Verification.Verified Verified() => Verify().ShouldBeVerified();

    public SignedEvent Event() => Verified().Event;

    public Refusal Refused(RefusalReason reason) => Verify().ShouldBeRefused(reason);

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
