namespace Webhooks.Notifying.Channels;

internal static class ChannelFacts
{
    public static string Headline(ChannelMessage message) => message switch
    {
        { Kind: MessageKind.Recovered, Lasted: { } lasted } => $"Recovered after {Quantity.Span(lasted)}: {message.Title}",
        { Kind: MessageKind.Recovered } => $"Recovered: {message.Title}",
        { Kind: MessageKind.Sample } => $"Sample: {message.Title}",
        _ => $"{message.Severity}: {message.Title}",
    };

    /// <summary>The headline where nothing else tells the environment: a subject, a phone's lock screen.</summary>
    public static string MarkedHeadline(ChannelMessage message) => message.Environment is { } environment ? $"[{environment}] {Headline(message)}" : Headline(message);

    /// <summary>Who sends it; null before it is sent.</summary>
    public static string? Sender(ChannelMessage message) => message.App is null || message.Environment is null ? message.App : $"{message.App} · {message.Environment}";

    /// <summary>One cause of a digest: its count, what to do, and some of the failures.</summary>
    public static (string Headline, string Text) Of(CauseCount cause) => (
        $"{cause.Cause}: {Quantity.Count(cause.Count, "event")}",
        string.Join('\n', cause.Examples.Select(example => "• " + example).Append(cause.Examples.Count < cause.Count && cause.Examples.Count > 0 ? "• …" : "").Prepend(cause.Next).Where(line => line.Length > 0)));

    public static IReadOnlyList<(string Name, string Value)> Of(ChannelMessage message)
    {
        var facts = new List<(string, string)>();
        Add("Source", message.Source);
        if (message.Kind != MessageKind.Recovered && (message.Count > 1 || message.Total > 1))
        {
            Add("Count", message.Count == message.Total ? Quantity.Number(message.Total) : $"{Quantity.Number(message.Count)} new, {Quantity.Number(message.Total)} in total");
        }

        if (message.First is { } first && message.Last is { } last)
        {
            Add("When", first == last ? MessageTimes.Of(first) : $"{MessageTimes.Of(first)} to {MessageTimes.Of(last)}");
        }

        Add("Subject", message.Subject);
        Add(message.Subject is null ? "Latest event" : "Event", message.EventId is { } id ? Printable.InOrder(id) : null);
        Add("Rule", message.Rule);

        return facts;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                facts.Add((name, value));
            }
        }
    }
}
