using System.Globalization;

namespace Webhooks.Signatures.Content;

/// <summary>
/// A time that a body states and that no verdict depends on, in any of the forms in which senders write it: RFC 3339, without a zone where senders
/// document UTC, or seconds or milliseconds since 1970.
/// </summary>
public static class StatedTime
{
    // In seconds this is the year 5138, in milliseconds 1973: no event is between them.
    private const long FirstMilliseconds = 100_000_000_000;

    // No sender is older. A small number where a time belongs is something else, such as a counter.
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan LargestLead = TimeSpan.FromDays(1);

    /// <summary>Null when the text is not a time, or an implausible one.</summary>
    public static DateTimeOffset? Read(string text)
    {
        var time = long.TryParse(text, CultureInfo.InvariantCulture, out var number)
            ? SignedTime.Read(text, number < FirstMilliseconds ? TimeFormat.Unix : TimeFormat.UnixMilliseconds)
            : SignedTime.Read(text, TimeFormat.Iso8601) ?? SignedTime.Read(text + "Z", TimeFormat.Iso8601);
        return time >= Earliest ? time : null;
    }

    /// <summary>Whether something may have happened then: an event from the future would hide all that follow it.</summary>
    public static bool IsPlausible(DateTimeOffset time, DateTimeOffset now) => time >= Earliest && time - now <= LargestLead;
}
