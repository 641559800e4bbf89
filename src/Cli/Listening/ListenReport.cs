using System.Globalization;
using System.Text;
using Cli.Rendering;
using Cli.Sending;

namespace Cli.Listening;

// What a person or a script sees of a listener. What is no event goes to standard error.
internal sealed class ListenReport(CliContext context, bool isJson)
{
    private const int MostLines = 60;
    private const int LongestLine = 400;

    private readonly Dictionary<int, int> statuses = [];

    public bool HasFailed { get; private set; }

    public void Say(string text) => context.Error.WriteLine($"{Time(context.Clock.GetUtcNow())}  {text}");

    public void Write(Handed handed, bool isAgain)
    {
        var (raw, result) = (handed.Raw, handed.Result);
        statuses[result.Status] = statuses.GetValueOrDefault(result.Status) + 1;
        HasFailed |= !result.IsSuccess;
        if (isJson)
        {
            context.WriteJson(
                new ListenView(raw.Source, raw.Id, raw.EventType ?? "", raw.ReceivedAt, handed.Delivery.Body.Length, handed.Target.AbsoluteUri)
                {
                    SecretFingerprint = handed.Fingerprint,
                    Status = result.Status == 0 ? null : result.Status,
                    LatencyMs = Math.Round(result.Latency.TotalMilliseconds, 1),
                    Answer = result.Text,
                    IsAgain = isAgain,
                },
                ListenView.Json);
        }
        else
        {
            WriteText(handed, isAgain);
        }

        context.Output.Flush();
    }

    // Everything that was sent and came back, without what could move the cursor.
    public void Details(Handed handed)
    {
        var screen = context.Screen;
        screen.Line($"POST {TerminalText.Sanitize(handed.Target.AbsoluteUri, LongestLine)}  {(handed.Fingerprint is { } signed ? $"signed anew with {signed}" : "as it came")}", Emphasis.Muted);
        foreach (var (name, values) in handed.Delivery.Headers)
        {
            screen.Line($"{TerminalText.Id(name)}: {TerminalText.Sanitize(string.Join(", ", values), LongestLine)}");
        }

        screen.Line();
        var lines = Encoding.UTF8.GetString(handed.Delivery.Body.Span[..Math.Min(handed.Delivery.Body.Length, MostLines * LongestLine)]).Split('\n');
        foreach (var line in lines.Take(MostLines))
        {
            screen.Line(TerminalText.Sanitize(line.TrimEnd('\r'), LongestLine));
        }

        screen.Line();
        screen.Line($"{Status(handed.Result)}  {handed.Result.ContentType}  {TerminalText.Sanitize(handed.Result.Text, LongestLine)}".TrimEnd());
    }

    public void Summary()
    {
        var counts = statuses.OrderBy(count => count.Key).Select(count => $"{count.Value} × {SendResult.Name(count.Key)}");
        Say(statuses.Count == 0 ? "No events." : $"{Quantity.Count(statuses.Values.Sum(), "delivery", "deliveries")}: {string.Join(", ", counts)}.");
    }

    private void WriteText(Handed handed, bool isAgain)
    {
        var (raw, result) = (handed.Raw, handed.Result);
        var emphasis = result.IsSuccess ? Emphasis.Success : Emphasis.Error;
        context.Screen.Line(
            new Cell(Time(raw.ReceivedAt), Emphasis.Muted),
            new Cell(Status(result), emphasis),
            new Cell(string.Create(CultureInfo.InvariantCulture, $"{result.Latency.TotalMilliseconds:0} ms").PadLeft(7)),
            new Cell(TerminalText.Id(raw.Source)),
            new Cell(TerminalText.Id(raw.EventType ?? "-")),
            new Cell(TerminalText.Id(raw.Id) + (isAgain ? "  (again)" : "")));
        if (!result.IsSuccess && result.Text.Length > 0)
        {
            context.Screen.Line("           " + TerminalText.Error(result.Text), Emphasis.Muted);
        }
    }

    private static string Status(SendResult result) => result.Status == 0 ? "---" : SendResult.Name(result.Status);

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
