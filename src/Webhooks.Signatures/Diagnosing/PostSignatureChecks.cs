using Webhooks.Signatures.Content;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Signatures.Diagnosing;

// What would still be wrong if the signature were valid. The delivery is signed again with a key of our own and given to the scheme, so
// that the scheme itself reports the rest.
internal sealed class PostSignatureChecks
{
    private const int MaximumFindings = 4;

    private readonly SignatureScheme scheme;
    private readonly TimeSpan window;
    private readonly DateTimeOffset now;
    private readonly SignatureDefinition definition;
    private Delivery delivery;
    private string? timestamp;

    public PostSignatureChecks(Delivery delivery, SignatureScheme scheme, TimeSpan window, DateTimeOffset now)
    {
        (this.delivery, this.scheme, this.window, this.now) = (delivery, scheme, window, now);
        definition = scheme.DefinitionFor(delivery.Headers);
        foreach (var header in definition.SignedHeaders.Where(delivery.Headers.Differ))
        {
            this.delivery = this.delivery with { Headers = this.delivery.Headers.With(header, delivery.Headers.Find(header)) };
        }

        timestamp = SignedValues.DeclaredTime(delivery, definition);
    }

    /// <summary>The signed time, when it is outside the window.</summary>
    public DateTimeOffset? SignedAt { get; private set; }

    public IReadOnlyList<Finding> Run()
    {
        var findings = new List<Finding>();
        // Each problem is fixed in the copy, where it can be, so that the scheme reports the next one.
        (Delivery, string?) before = default;
        while (findings.Count < MaximumFindings && before != (delivery, timestamp) && Verify() is Verification.Refused { Why: var refusal })
        {
            before = (delivery, timestamp);
            findings.Add(refusal.Reason switch
            {
                RefusalReason.HeaderMismatch => Mirror(refusal),
                RefusalReason.TimestampMalformed => MalformedTime(refusal),
                RefusalReason.TooOld or RefusalReason.FromTheFuture => Age(refusal),
                RefusalReason.SignedHeaderMissing => new(Fault.SignedHeaderMissing, refusal.Detail, "Configure the proxy or gateway to forward that header, and capture all headers."),
                RefusalReason.SignatureMalformed => new(
                    Fault.SignatureMalformed, refusal.Detail,
                    "Compare Hmac__SignedContent with what the sender signs: as it is, the same signature could belong to another id and another body."),
                RefusalReason.BodyIncomplete => new(Fault.BodyIncomplete, refusal.Detail, "Check that the event comes from this sender, and that the source has the right scheme."),
                _ => new(Fault.BodyMalformed, refusal.Detail, "Ask the sender: it signed a body that is not what it documents."),
            });
        }

        return findings;
    }

    private Verification Verify() =>
        scheme.Verify(OwnKey.Of(definition.Algorithm).Sign(delivery, definition, timestamp), [OwnKey.Of(definition.Algorithm).Secret], window, now);

    private Finding Mirror(Refusal refusal)
    {
        foreach (var name in scheme.FurtherHeaders.Where(name => delivery.Headers.Find(name) is not null))
        {
            var original = delivery;
            delivery = delivery with { Headers = delivery.Headers.With(name, null) };
            if (Verify() is not Verification.Refused { Why: var next } || next != refusal)
            {
                break;
            }

            delivery = original;
        }

        return new(
            Fault.MirrorDiffers, refusal.Detail,
            "Find what sets that header in transit, or whether the capture mixes header and body of two deliveries.");
    }

    private Finding MalformedTime(Refusal refusal)
    {
        foreach (var format in Enum.GetValues<TimeFormat>().Where(format => format != definition.TimestampFormat && format != TimeFormat.UnixAny))
        {
            if (timestamp is not null && SignedTime.Read(timestamp, format) is { } time)
            {
                return OtherFormat(format, time);
            }
        }

        return new(Fault.OtherTimeFormat, refusal.Detail, "Pass the signed time on exactly as the sender wrote it.");
    }

    private Finding Age(Refusal refusal)
    {
        // A time read in the wrong unit is decades off; in the right unit it is recent.
        TimeFormat? other = definition.TimestampFormat switch
        {
            TimeFormat.Unix => TimeFormat.UnixMilliseconds,
            TimeFormat.UnixMilliseconds => TimeFormat.Unix,
            _ => null,
        };
        var age = refusal.Age!.Value;
        if (other is { } format && timestamp is not null && SignedTime.Read(timestamp, format) is { } time && IsPlausible(now - time) && !IsPlausible(age))
        {
            return OtherFormat(format, time);
        }

        SignedAt = now - age;
        var seconds = (long)Math.Ceiling(age.Duration().TotalSeconds);
        return refusal.Reason == RefusalReason.TooOld
            ? new(
                Fault.TooOld,
                $"The delivery was signed {seconds} s ago, and the replay window is {(long)window.TotalSeconds} s.",
                "A capture is judged at the time it arrived. If it has only just arrived, synchronize the clock of the sender or of this machine by NTP, or find what delayed the delivery.")
            : new(
                Fault.FromTheFuture,
                $"The delivery was signed {seconds} s ahead of this clock, and the replay window is {(long)window.TotalSeconds} s.",
                "Synchronize the clock of this machine or of the sender by NTP. A capture is judged at the time it arrived.");
    }

    private Finding OtherFormat(TimeFormat found, DateTimeOffset time)
    {
        timestamp = SignedTime.Write(time, definition.TimestampFormat);
        return new(
            Fault.OtherTimeFormat,
            $"The signed time is written as {Named(found)}; the scheme {scheme.Name} has {Named(definition.TimestampFormat)}.",
            scheme is ConfiguredScheme
                ? $"Set Hmac__TimestampFormat to {found}."
                : $"Make the sender write {Named(definition.TimestampFormat)}.");
    }

    private static bool IsPlausible(TimeSpan age) => age.Duration() < TimeSpan.FromDays(3653);

    private static string Named(TimeFormat format) => format switch
    {
        TimeFormat.Unix => "Unix seconds",
        TimeFormat.UnixMilliseconds => "Unix milliseconds",
        TimeFormat.UnixAny => "Unix seconds or milliseconds",
        _ => "RFC 3339",
    };
}
