using System.Globalization;
using Webhooks.Notifying.Flooding;

namespace Webhooks.Notifying.Channels;

internal static class ChannelFacts
{
    public static string Headline(ChannelMessage message) => message.Kind switch
    {
        MessageKind.Recovered => $"Recovered: {message.Title}",
        MessageKind.Sample => $"Sample: {message.Title}",
        _ => $"{message.Severity}: {message.Title}",
    };

    /// <summary>One cause of a digest: its count, what to do, and some of the failures.</summary>
    public static (string Headline, string Text) Of(CauseCount cause) => (
        $"{cause.Cause}: {Quantity.Count(cause.Count, "failure")}",
        string.Join('\n', cause.Examples.Select(example => "• " + example).Append(cause.Examples.Count < cause.Count && cause.Examples.Count > 0 ? "• …" : "").Prepend(cause.Next).Where(line => line.Length > 0)));

    public static IReadOnlyList<(string Name, string Value)> Of(ChannelMessage message)
    {
        var facts = new List<(string, string)>();
        Add("Source", message.Source);
        Add("Rule", message.Rule);
        Add("Subject", message.Subject);
        Add(message.Subject is null ? "Latest event" : "Event", message.EventId);
        if (message.Count > 1 || message.Total > 1)
        {
            Add("Count", string.Create(CultureInfo.InvariantCulture, $"{message.Count:N0} new, {message.Total:N0} in total"));
        }

        if (message.First is { } first && message.Last is { } last)
        {
            Add("When", first == last ? Moment(first) : $"{Moment(first)} to {Moment(last)}");
        }

        return facts;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                facts.Add((name, value));
            }
        }
    }

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
