using System.Globalization;
using Webhooks.Signatures.Schemes;

namespace Proof.Fuzz;

/// <summary>Judges a verdict without the product's help: by what is known of how the case was made, and by <see cref="Manner" />.</summary>
internal static class Oracle
{
    private const int MostEntries = 16;

    // A fraction of a second may be cut off or rounded, and is no matter of minutes.
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(1);

    /// <summary>What is wrong with the verdict; null when nothing is.</summary>
    public static string? Fault(Case tried, Verification verdict) => verdict switch
    {
        Verification.Verified when tried.IsForged => "FALSE ACCEPT: made so that nobody can have signed it",
        Verification.Verified verified => Granted(tried) is { } grant ? Doubt(tried, verified, grant) : "FALSE ACCEPT: no active secret gives this signature",
        _ when tried.IsHonest => $"an honest delivery was not verified: {verdict}",
        Verification.Refused { Why.Reason: RefusalReason.SignatureInvalid or RefusalReason.NoActiveSecret } when IsPlainlyRight(tried) => "a right signature was called wrong",
        Verification.Probe when tried.Of.Source.Scheme.Name != "fastpix" => "a probe, of a sender that has none",
        Verification.Probe when Identity.Of("fastpix", "", tried.Headers, tried.Body).Stated => "a delivery with an event in it was called a probe",
        _ => null,
    };

    private static string? Doubt(Case tried, Verification.Verified verified, Grant grant)
    {
        var scheme = tried.Of.Source.Scheme.Name;
        var said = Identity.Of(scheme, grant.Id, tried.Headers, tried.Body);
        var (signed, window) = scheme switch
        {
            "novavms" when said.Time is not null => (said.Time, TimeSpan.FromHours(24)),
            "novavms" => (Iso(tried.Headers), TimeSpan.FromMinutes(5)),
            _ => (grant.Time, TimeSpan.FromMinutes(5)),
        };
        return grant.IsAmbiguous ? "FALSE ACCEPT: a signed header came with two values, or could be cut in two ways"
            : (grant.Manner.SignsTime || scheme == "novavms") && !(signed is { } time && (tried.Of.Now - time).Duration() <= window + Rounding) ? "FALSE ACCEPT: outside the replay window"
            : said.Id is null ? "FALSE ACCEPT: what is signed names the event twice, or not at all"
            : said.Id != verified.Event.EventId ? $"the event id is '{verified.Event.EventId}', and what is signed says '{said.Id}'"
            : said.Nonce != verified.Event.Nonce ? "the nonce is not the signed one"
            : null;
    }

    private static Grant? Granted(Case tried)
    {
        foreach (var manner in Manner.Of(tried.Of.Source.Scheme.Name))
        {
            var signatures = Manner.Values(tried.Headers, manner.SignatureHeader);
            var (ids, times) = (manner.IdHeader is null ? [""] : Manner.Values(tried.Headers, manner.IdHeader), manner.Times(tried.Headers));
            foreach (var (signature, id, time) in signatures.SelectMany(s => ids.SelectMany(i => (manner.SignsTime ? times : [""]).Select(t => (s, i, t)))))
            {
                var mac = manner.Mac(tried.Of.Key, id, time, tried.Body);
                if (manner.Claims(signature).Any(claim => Bytes(claim, manner).AsSpan().SequenceEqual(mac)))
                {
                    var unix = long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_800
                        ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                        : (DateTimeOffset?)null;
                    // Lines of a signature are one list, a signed value that comes twice says nothing new, and an empty line says nothing.
                    var differs = Count(ids) > 1 || (manner.SignsTime && Count(times) > 1);
                    return new(manner, id, unix, differs || (manner.IdHeader is not null && id.Contains(manner.Divider, StringComparison.Ordinal)));
                }
            }
        }

        return null;
    }

    private static int Count(IEnumerable<string> values) => values.Where(value => !string.IsNullOrWhiteSpace(value)).Distinct().Count();

    /// <summary>Whether the signature is right to the letter, so that a refusal for it would lose a sender's event.</summary>
    private static bool IsPlainlyRight(Case tried) =>
        Granted(tried) is { IsAmbiguous: false, Manner: var manner } grant
        && Manner.Of(tried.Of.Source.Scheme.Name).Count(other => Manner.Values(tried.Headers, other.SignatureHeader).Count > 0) == 1
        && Manner.Values(tried.Headers, manner.SignatureHeader) is [var header]
        && header.Count(c => c == (manner.Between ?? '\0')) < MostEntries
        && manner.Claims(header).Contains(manner.Text(manner.Mac(tried.Of.Key, grant.Id, manner.Times(tried.Headers) is [var time] ? time : "", tried.Body)));

    private static byte[] Bytes(string claim, Manner manner)
    {
        var bytes = new byte[64];
        if (manner.IsHex)
        {
            return claim.Length == 64 && Convert.FromHexString(claim, bytes, out _, out var digits) == System.Buffers.OperationStatus.Done ? bytes[..digits] : [];
        }

        return Convert.TryFromBase64String(claim, bytes, out var written) ? bytes[..written] : [];
    }

    private static DateTimeOffset? Iso(List<(string Name, string Value)> headers) =>
        Manner.Values(headers, "X-Webhook-Timestamp") is [var text] ? Times.Read(text) : null;

    private sealed record Grant(Manner Manner, string Id, DateTimeOffset? Time, bool IsAmbiguous);
}
