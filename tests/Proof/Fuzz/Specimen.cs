using System.Globalization;
using System.Text;
using Webhooks;
using Webhooks.Signatures.Presets;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Proof.Fuzz;

/// <summary>An honest delivery of one sender, and everything needed to sign others like it.</summary>
internal sealed record Specimen(Source Source, Manner Manner, byte[] Key, byte[] Body, DateTimeOffset Now)
{
    /// <summary>A secret of the source that is no longer active.</summary>
    public required byte[] ExpiredKey { get; init; }

    public required IReadOnlyList<(string Name, string Value)> Unsigned { get; init; }

    public string Id { get; init; } = "";

    /// <summary>The signature as its sender published it, where it did.</summary>
    public string? Published { get; init; }

    public string Time { get; init; } = Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>Where the keys and the values of the body stand.</summary>
    public IReadOnlyList<JsonSpot> Spots { get; } = JsonSpot.Of(Body);

    /// <summary>The headers with the signature over this body, by this key.</summary>
    public List<(string Name, string Value)> Sign(ReadOnlySpan<byte> body, byte[] key, string? id = null, string? time = null)
    {
        (id, time) = (id ?? Id, time ?? Time);
        var signature = Manner.Write(Manner.Text(Manner.Mac(key, id, time, body)), time);
        List<(string, string)> headers = [("Content-Type", "application/json"), .. Unsigned, (Manner.SignatureHeader, signature)];
        if (Manner.IdHeader is not null)
        {
            headers.Add((Manner.IdHeader, id));
        }

        if (Manner.TimeHeader is not null)
        {
            headers.Add((Manner.TimeHeader, time));
        }

        return headers;
    }

    public static Source SourceOf(string scheme, string secret, string expired, DateTimeOffset now)
    {
        var found = SchemeCatalog.Find(scheme) ?? throw new InvalidOperationException(scheme);
        return new Source
        {
            Name = scheme,
            Scheme = found,
            Secrets = [Read(found, expired, now.AddDays(-1)), Read(found, secret, null)],
            ReplayWindow = found.DefaultWindow,
        };
    }

    /// <summary>The key a sender makes of its secret.</summary>
    public static byte[] KeyOf(string scheme, string secret) => scheme switch
    {
        "fastpix" => Convert.FromBase64String(secret),
        "standard-webhooks" or "svix" => Convert.FromBase64String(secret["whsec_".Length..]),
        _ => Encoding.UTF8.GetBytes(secret),
    };

    private static Secret Read(SignatureScheme scheme, string text, DateTimeOffset? notAfter) =>
        Secret.Read(text, scheme.FormsOf(text, null), out var problem, null, notAfter) ?? throw new InvalidOperationException(problem);
}
