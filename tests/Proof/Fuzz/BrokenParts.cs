using System.Security.Cryptography;
using System.Text;
using Webhooks.Signatures.Schemes;

namespace Proof.Fuzz;

/// <summary>Mistakes with the parts of a scheme: where things are, what is signed, which algorithm, what an id is made of.</summary>
internal static class BrokenParts
{
    private static readonly TimeSpan LocalOffset = TimeSpan.FromHours(2);

    private static readonly Verification.Refused Refused = new(RefusalReason.SignatureInvalid, "");

    public static IReadOnlyList<BrokenVerifier> All { get; } =
    [
        new("takes the beginning of a token for the token", tried => If(tried, tried.Of.Manner.SendsSecret && Claimed(tried).Any(claim => claim.Length > 3 && tried.Of.Manner.Write(tried.Of.Key.Bytes).StartsWith(claim, StringComparison.Ordinal)))) { Concerns = manner => manner is { SendsSecret: true } },
        new("takes a token in any case", tried => If(tried, tried.Of.Manner.SendsSecret && Claimed(tried).Any(claim => claim.Equals(tried.Of.Manner.Write(tried.Of.Key.Bytes), StringComparison.OrdinalIgnoreCase)))) { Concerns = manner => manner is { SendsSecret: true } },
        new("does not hold the body against its digest", tried => If(tried, tried.Of.Manner.Digest is not null && IsSignedWith(tried, tried.Of.Usual, tried.Sent.With(tried.Of.Body)))) { Concerns = manner => manner is { Digest: not null } },
        new("takes any algorithm that the signature names", tried => If(tried, Claimed(tried).Any(claim => claim == "sha1=" + Convert.ToHexStringLower(HMACSHA1.HashData(tried.Of.Key.Bytes, Content(tried, tried.Of.Usual)))
            || claim == "sha1=" + Convert.ToBase64String(HMACSHA1.HashData(tried.Of.Key.Bytes, Content(tried, tried.Of.Usual)))))) { Concerns = manner => manner is { Layout: "Plain", SendsSecret: false } },
        new("takes a public key for a secret", tried => If(tried, tried.Of.Key.IsPublic && Claimed(tried).Contains(tried.Of.Manner.Write(HMACSHA256.HashData(tried.Of.Key.Bytes, Content(tried, tried.Of.Usual)))))) { Concerns = manner => manner is { Algorithm: "Ed25519" or "EcdsaP256" or "RsaSha256" } },
        new("falls back from a signature that covers headers to one that does not", tried => If(tried, tried.Of.Manner.NamesKey is not null && tried.Sent.Value(tried.Of.Manner.Headers[0])?.Contains("v0=" + tried.Of.Manner.Write(Forgeries.Older(tried.Of, tried.Sent)), StringComparison.Ordinal) == true)) { Concerns = manner => manner is { NamesKey: not null } },
        new("takes a time without a zone for local time", LocalTime) { Concerns = manner => manner is { TimeFormat: "Iso8601" } },
        new("takes the address that the request states", tried => If(tried, tried.Sent.Value("X-Forwarded-Host") is not null && IsSignedWith(tried, tried.Of.Usual with { Url = Forgeries.ElsewhereUrl(tried.Of) }, tried.Sent))) { Concerns = manner => manner is { Parts: ["{url", ..] or ["{secret", "{method", ..] or ["{method", ..] } },
        new("takes the method that the request states", tried => If(tried, tried.Sent.Value("X-HTTP-Method-Override") is { } method && IsSignedWith(tried, tried.Of.Usual with { Method = method }, tried.Sent))) { Concerns = manner => manner is { Parts: ["{secret", "{method", ..] or ["{method", ..] } },
        new("does not ask where one signed part ends and the next begins", tried => If(tried, Grant.Find(tried.Of, tried.Sent) is { IsAmbiguous: true })),
        new("takes the fields of a form as they come", tried => tried.Of.Manner.SignsForm && !IsSignedWith(tried, tried.Of.Usual, tried.Sent, Unsorted(tried)) ? Refused : BrokenVerifier.AsItIs(tried)) { Concerns = manner => manner is { SignsForm: true } },
        new("sorts the fields of a form as they are written", tried => tried.Of.Manner.SignsForm && !IsSignedWith(tried, tried.Of.Usual, tried.Sent, Undecoded(tried)) ? Refused : BrokenVerifier.AsItIs(tried)) { Concerns = manner => manner is { SignsForm: true } },
        new("takes an unsigned id without the hash of the body", tried => Renamed(tried, id => id.EndsWith(Place.Hash(tried.Sent.Body), StringComparison.Ordinal) && id.Contains('+', StringComparison.Ordinal) ? id[..id.LastIndexOf('+')] : id)),
        new("takes a header for signed that the signature does not name", tried => tried.Of.Manner.NamesKey is not null && tried.Sent.Value("X-Event-Id") is { } value ? Renamed(tried, _ => value) : BrokenVerifier.AsItIs(tried)) { Concerns = manner => manner is { NamesKey: not null } },
        new("takes the last of two keys of the same name", tried => If(tried, BrokenVerifier.AsItIs(tried) is Verification.Refused { Why.Detail: var why } && why.Contains("more than once", StringComparison.Ordinal) && Grant.Find(tried.Of, tried.Sent) is not null)),
    ];

    // With the event of the honest delivery: what is believed then is what was meant.
    private static Verification If(Case tried, bool isTaken) => isTaken && BrokenVerifier.AsItIs(tried) is Verification.Refused ? BrokenVerifier.AsItIs(CaseMaker.Honest(tried.Of)) : BrokenVerifier.AsItIs(tried);

    private static Verification LocalTime(Case tried)
    {
        var isLocal = tried.Of.Manner is { TimeFormat: "Iso8601", RepeatsTime: true } manner && manner.Times(tried.Sent) is [{ Length: > 10 } time] && time[10..].IndexOfAny(['Z', 'z', '+', '-']) < 0;
        return !isLocal ? BrokenVerifier.AsItIs(tried) : tried.Of.Source.Scheme.Verify(tried.Deliver(), tried.Of.Source.Secrets, tried.Of.Source.ReplayWindow, tried.Of.Now + LocalOffset);
    }

    private static Verification Renamed(Case tried, Func<string, string> rename) =>
        BrokenVerifier.AsItIs(tried) is Verification.Verified verified ? verified with { Event = verified.Event with { EventId = rename(verified.Event.EventId) } } : BrokenVerifier.AsItIs(tried);

    private static string[] Claimed(Case tried) => [.. tried.Of.Manner.Texts(tried.Sent).SelectMany(text => tried.Of.Manner.In(text).Append(text))];

    private static byte[] Content(Case tried, Circumstances given) => tried.Of.Manner.Content(tried.Sent, given, tried.Of.Key.Bytes) ?? [];

    private static bool IsSignedWith(Case tried, Circumstances given, Message sent, byte[]? content = null) =>
        !tried.Of.Key.IsPublic && (content ?? tried.Of.Manner.Content(sent, given, tried.Of.Key.Bytes)) is { } bytes
        && Claimed(tried).Contains(tried.Of.Manner.Write(tried.Of.Key.Sign(tried.Of.Manner.Algorithm, bytes)));

    private static byte[] Unsorted(Case tried) =>
        [.. Encoding.UTF8.GetBytes(tried.Of.Url), .. Encoding.Latin1.GetBytes(string.Concat(FormText.Read(Encoding.Latin1.GetString(tried.Sent.Body)).Select(field => field.Name + field.Value)))];

    private static byte[] Undecoded(Case tried) =>
        [.. Encoding.UTF8.GetBytes(tried.Of.Url), .. Encoding.Latin1.GetBytes(string.Concat(Encoding.Latin1.GetString(tried.Sent.Body).Split('&').Order(StringComparer.Ordinal).Select(field => field.Replace("=", "", StringComparison.Ordinal))))];
}
