using Webhooks.Signatures.Content;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Diagnosing;

/// <summary>
/// What would be wrong once the signature were right. The delivery is signed anew with a key of our own and put before the scheme,
/// so that the scheme itself says the rest and nothing of it is written twice.
/// </summary>
internal sealed class PostSignatureChecks
{
    private const int MostFindings = 4;

    private static readonly Secret Ours = Secret.Read("signs only what the doctor examines", [KeyForm.Utf8], out _)!;

    private readonly SignatureScheme scheme;
    private readonly TimeSpan window;
    private readonly DateTimeOffset now;
    private readonly HmacRecipe recipe;
    private Delivery delivery;
    private string? timestamp;

    public PostSignatureChecks(Delivery delivery, SignatureScheme scheme, TimeSpan window, DateTimeOffset now)
    {
        (this.delivery, this.scheme, this.window, this.now) = (delivery, scheme, window, now);
        recipe = scheme.RecipeFor(delivery.Headers);
        timestamp = Places.DeclaredTime(delivery, recipe);
    }

    /// <summary>The signed time, when it lies outside the window.</summary>
    public DateTimeOffset? SignedAt { get; private set; }

    public IReadOnlyList<Finding> Examine()
    {
        var findings = new List<Finding>();
        if (scheme.Headers.FirstOrDefault(delivery.Headers.IsRepeated) is { } repeated)
        {
            findings.Add(Repeated(repeated));
        }

        while (findings.Count < MostFindings && Judge() is Verification.Refused { Why: var refusal })
        {
            var (finding, isMended) = refusal.Reason switch
            {
                RefusalReason.HeaderMismatch => Mirror(refusal),
                RefusalReason.TimestampMalformed => MalformedTime(refusal),
                RefusalReason.TooOld or RefusalReason.FromTheFuture => Age(refusal),
                _ => Other(refusal),
            };
            findings.Add(finding);
            if (!isMended)
            {
                break;
            }
        }

        return findings;
    }

    private Verification Judge() =>
        scheme.Verify(DeliverySigner.Sign(delivery, recipe, Ours.Keys[0].Bytes.Span, timestamp), [Ours], window, now);

    // First of all, and by hand: signing anew would hide it.
    private Finding Repeated(string name)
    {
        foreach (var header in scheme.Headers.Where(delivery.Headers.IsRepeated))
        {
            delivery = delivery with { Headers = delivery.Headers.With(header, delivery.Headers.Find(header)) };
        }

        return new(
            Fault.HeaderRepeated, $"The header {name} came more than once.",
            "Find the proxy that adds it a second time; two values leave open which one was signed.");
    }

    private (Finding, bool) Mirror(Refusal refusal)
    {
        var finding = new Finding(
            Fault.MirrorDiffers, refusal.Detail,
            "Find what sets that header on the way, or whether header and body of two deliveries were mixed up in the capture.");
        foreach (var name in scheme.FurtherHeaders.Where(name => delivery.Headers.Find(name) is not null))
        {
            var without = delivery with { Headers = delivery.Headers.With(name, null) };
            var former = delivery;
            delivery = without;
            if (Judge() is not Verification.Refused { Why: var next } || next != refusal)
            {
                return (finding, true);
            }

            delivery = former;
        }

        return (finding, false);
    }

    private (Finding, bool) MalformedTime(Refusal refusal)
    {
        var written = new[] { TimeFormat.Unix, TimeFormat.UnixMilliseconds, TimeFormat.Iso8601 }
            .Where(format => format != recipe.TimestampFormat && timestamp is not null && SignedTime.Read(timestamp, format) is not null)
            .Select(format => (TimeFormat?)format).FirstOrDefault();
        if (written is not { } format)
        {
            return (new(Fault.OtherTimeFormat, refusal.Detail, "Hand the signed time on exactly as the sender wrote it."), false);
        }

        var finding = OtherFormat(format);
        timestamp = SignedTime.Write(SignedTime.Read(timestamp!, format)!.Value, recipe.TimestampFormat);
        return (finding, true);
    }

    private (Finding, bool) Age(Refusal refusal)
    {
        // A time read in the wrong unit lies decades off; in the right one it is from about now.
        var other = recipe.TimestampFormat switch
        {
            TimeFormat.Unix => TimeFormat.UnixMilliseconds,
            TimeFormat.UnixMilliseconds => TimeFormat.Unix,
            _ => recipe.TimestampFormat,
        };
        if (other != recipe.TimestampFormat && timestamp is not null && SignedTime.Read(timestamp, other) is { } time && IsPlausible(time) && !IsPlausible(now - refusal.Age!.Value))
        {
            var finding = OtherFormat(other);
            timestamp = SignedTime.Write(time, recipe.TimestampFormat);
            return (finding, true);
        }

        SignedAt = now - refusal.Age;
        var seconds = (long)Math.Ceiling(refusal.Age!.Value.Duration().TotalSeconds);
        return refusal.Reason == RefusalReason.TooOld
            ? (new(
                Fault.TooOld,
                $"The delivery was signed {seconds} s ago, and the replay window is {(long)window.TotalSeconds} s.",
                "A capture is judged at the time it arrived; if it has only just arrived, set the clock of the sender or of this machine by NTP, or find what held the delivery up."), false)
            : (new(
                Fault.FromTheFuture,
                $"The delivery was signed {seconds} s ahead of this clock, and the replay window is {(long)window.TotalSeconds} s.",
                "Set the clock of this machine or of the sender by NTP; a capture is judged at the time it arrived."), false);
    }

    private Finding OtherFormat(TimeFormat found) => new(
        Fault.OtherTimeFormat,
        $"The signed time is written in {Named(found)}; the scheme {scheme.Name} has {Named(recipe.TimestampFormat)}.",
        scheme is HmacScheme
            ? $"Set Hmac__TimestampFormat to {found}."
            : $"Have the sender write {Named(recipe.TimestampFormat)}.");

    private static (Finding, bool) Other(Refusal refusal) => refusal.Reason switch
    {
        RefusalReason.SignedHeaderMissing =>
            (new(Fault.SignedHeaderMissing, refusal.Detail, "Have the proxy or gateway hand that header on, and capture all headers."), false),
        RefusalReason.BodyIncomplete =>
            (new(Fault.BodyIncomplete, refusal.Detail, "Check that the event comes from this sender, and that the source has the right scheme."), false),
        _ => (new(Fault.BodyMalformed, refusal.Detail, "Ask the sender: it signed a body that is not what its own contract says."), false),
    };

    private bool IsPlausible(DateTimeOffset time) => (now - time).Duration() < TimeSpan.FromDays(3653);

    private static string Named(TimeFormat format) => format switch
    {
        TimeFormat.Unix => "Unix seconds",
        TimeFormat.UnixMilliseconds => "Unix milliseconds",
        _ => "RFC 3339",
    };
}
