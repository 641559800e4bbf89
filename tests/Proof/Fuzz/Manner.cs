using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Proof.Fuzz;

/// <summary>
/// How a sender signs: the data of its preset file, read here a second time, or for schemes that are code what <c>docs/senders</c> says.
/// Signs the cases and judges them, and shares nothing with the product: a mistake made in both places would be seen by neither.
/// </summary>
internal sealed partial record Manner
{
    public required string Algorithm { get; init; }

    /// <summary>The headers that may carry the signature; the first is the one that is written.</summary>
    public required string[] Headers { get; init; }

    /// <summary>What stands before the number in the names of signature headers.</summary>
    public string? Family { get; init; }

    /// <summary>Where the signature is instead of a header.</summary>
    public Place[] At { get; init; } = [];

    public string Layout { get; init; } = "Plain";

    public string Separator { get; init; } = "";

    public string Prefix { get; init; } = "";

    public bool PrefixIsOptional { get; init; }

    public string Encoding { get; init; } = "Hex";

    public string? TimeHeader { get; init; }

    public Place? TimeAt { get; init; }

    public string TimeKey { get; init; } = "t";

    public string TimeFormat { get; init; } = "Unix";

    public string? NamesKey { get; init; }

    /// <summary>The parameter of the address that holds the hash of the body.</summary>
    public string? Digest { get; init; }

    /// <summary>The parts of what is signed: literals, and names without their braces that begin with a brace.</summary>
    public required string[] Parts { get; init; }

    public string EventId { get; init; } = "sha256";

    public string? EventType { get; init; }

    public string? Nonce { get; init; }

    public string KeyForm { get; init; } = "Utf8";

    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(5);

    public bool SendsSecret => Algorithm is "Token" or "Basic";

    public bool SignsForm => Parts.Contains("{form:sorted");

    public bool RepeatsTime => Parts.Contains("{timestamp");

    public bool SignsTime => RepeatsTime || TimeAt is not null;

    /// <summary>The header that is signed by name.</summary>
    public string? SignedHeader => Parts.FirstOrDefault(part => part.StartsWith("{header:", StringComparison.Ordinal))?.Split(':')[1];

    /// <summary>What stands between the entries of the signature's list; null where it is one entry only.</summary>
    public char? Between => Layout == "Keyed" ? Separator.Length > 0 ? Separator[0] : ',' : Layout == "Versioned" ? ' ' : null;

    public static Manner Read(JsonElement scheme, string? window = null)
    {
        string? Of(string key) => scheme.TryGetProperty(key, out var value) ? value.ToString() : null;
        var algorithm = Of("algorithm") ?? "HmacSha256";
        var headers = (Of("signatureHeader") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var family = headers is [[.. var stem, '*']] ? stem : null;
        return new()
        {
            Algorithm = algorithm,
            Headers = family is null ? headers : [family + "1"],
            Family = family,
            At = Place.List(Of("signatureAt")),
            Layout = Of("layout") ?? "Plain",
            Separator = Of("separator") ?? "",
            Prefix = Of("prefix") ?? (algorithm == "Basic" ? "Basic " : ""),
            PrefixIsOptional = Of("prefixIsOptional") is not null,
            Encoding = Of("encoding") ?? "Hex",
            TimeHeader = Of("timestampHeader"),
            TimeAt = Of("timestampAt") is { } at ? Place.Of(at) : null,
            TimeKey = Of("timestampKey") ?? "t",
            TimeFormat = Of("timestampFormat") ?? "Unix",
            NamesKey = Of("signedHeadersKey"),
            Digest = Of("bodyDigest")?["query:".Length..],
            Parts = algorithm is "Token" or "Basic" ? [] : [.. Part().Matches(Of("signedContent") ?? "{body}").Select(part => part.Value.TrimEnd('}'))],
            EventId = Of("eventId") ?? "sha256",
            EventType = Of("eventType"),
            Nonce = Of("nonce"),
            KeyForm = Of("keyForm") ?? (algorithm == "Ed25519" ? "Hex" : algorithm is "EcdsaP256" or "RsaSha256" or "RsaSha1" ? "Spki" : "Utf8"),
            Window = window is null ? TimeSpan.FromMinutes(5) : TimeSpan.Parse(window, System.Globalization.CultureInfo.InvariantCulture),
        };
    }

    public string Write(byte[] mac) => Encoding switch
    {
        _ when Algorithm == "Token" => System.Text.Encoding.UTF8.GetString(mac),
        "Base64" => Convert.ToBase64String(mac),
        _ when Algorithm == "Basic" => Convert.ToBase64String(mac),
        "Base64Url" => Convert.ToBase64String(mac).TrimEnd('=').Replace('+', '-').Replace('/', '_'),
        _ => Convert.ToHexStringLower(mac),
    };

    /// <summary>The bytes of a claim; none where it is no text of the encoding.</summary>
    public byte[] Bytes(string claim)
    {
        var text = Encoding == "Base64Url" ? claim.TrimEnd('=').Replace('-', '+').Replace('_', '/') : claim;
        text = Encoding == "Base64Url" || Algorithm == "EcdsaP256" ? text.PadRight((text.Length + 3) / 4 * 4, '=') : text;
        var bytes = new byte[text.Length];
        return Algorithm == "Token" ? System.Text.Encoding.UTF8.GetBytes(claim)
            : Encoding == "Hex" && Algorithm != "Basic"
                ? claim.Length % 2 == 0 && Convert.FromHexString(claim, bytes, out _, out var digits) == System.Buffers.OperationStatus.Done ? bytes[..digits] : []
            : Convert.TryFromBase64String(text, bytes, out var written) ? bytes[..written] : [];
    }

    /// <summary>The signature as the sender writes it, with what stands beside the MAC.</summary>
    public string Compose(string mac, string time, string names) => Layout switch
    {
        "Versioned" => $"{Prefix},{mac}",
        "Keyed" => string.Join(Between!.Value, new[]
        {
            RepeatsTime && TimeHeader is null && TimeAt is null ? $"{TimeKey}={time}" : null,
            NamesKey is null ? null : $"{NamesKey}={names}",
            $"{Prefix}={mac}",
        }.OfType<string>()),
        _ => Prefix + mac,
    };

    [GeneratedRegex(@"\{[^}]+\}|[^{]+")]
    private static partial Regex Part();
}
