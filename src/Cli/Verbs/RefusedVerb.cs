using System.CommandLine;
using Cli.Operating;
using Webhooks.Operating;

namespace Cli.Verbs;

/// <summary><c>hook refused</c>: lists what was refused, and why.</summary>
internal sealed class RefusedVerb(Surroundings around)
{
    private const string Notes = Receiver.Notes + """


        Refused deliveries are kept for three days, at most 60 a minute of each source; those of unknown sources are not kept.

        Examples:
          hook refused
          hook refused --source valara --headers
        """;

    private readonly Option<string?> source = new("--source") { HelpName = "SOURCE", Description = "One source; all of them, when left out." };
    private readonly Option<string?> since = new("--since") { HelpName = "UNIX-OR-ISO", Description = "Only those that arrived at this time or later." };
    private readonly Option<int> limit = new("--limit") { HelpName = "N", Description = "At most so many, the newest first.", DefaultValueFactory = _ => 100 };
    private readonly Option<bool> headers = new("--headers") { Description = "Show the headers, too; those that may be secret were never kept." };
    private readonly Receiver receiver = new(around);

    public Command Create()
    {
        var command = new Command("refused", "Lists refused deliveries and why they were refused.") { source, since, limit, headers };
        foreach (var option in receiver.Options)
        {
            command.Options.Add(option);
        }

        command.SetAction(RunAsync);
        return command.WithNotes(Notes);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var most = parsed.GetValue(limit) is var number and > 0 ? number : throw new UnusableArgumentException("--limit: give a number from 1 on.");
        var from = Arguments.Time(parsed.GetValue(since), "--since")?.ToString("O");
        using var client = receiver.Connect(parsed);
        var (shown, after) = (0, (string?)null);
        do
        {
            var page = await client.GetAsync(
                "refused",
                [("source", parsed.GetValue(source)), ("since", from), ("limit", $"{Math.Min(1000, most - shown)}"), ("after", after)],
                OperatorJson.Default.RefusedPage,
                stop);
            foreach (var refused in page.Refused)
            {
                Write(refused, parsed.GetValue(headers));
            }

            (shown, after) = (shown + page.Refused.Count, page.Continue);
        }
        while (after is not null && shown < most);

        await around.Output.WriteLineAsync(after is null ? $"{Shown.Count(shown, "refused delivery", "refused deliveries")}." : $"The newest {shown}; there are more, see --limit.");
        return Hook.Good;
    }

    private void Write(RefusedLine refused, bool withHeaders)
    {
        var size = refused.Size is { } bytes ? $"{bytes} bytes" : "size unknown";
        var kept = refused.BodyIsWhole ? "" : ", body not kept whole";
        around.Output.WriteLine($"{Shown.Time(refused.ReceivedAt)}  {refused.Source}  {refused.Reason}  {size}{kept}  {Shown.Error(refused.Detail)}");
        foreach (var (name, value) in withHeaders ? refused.Headers : [])
        {
            around.Output.WriteLine($"    {Shown.Id(name)}: {Shown.Error(value)}");
        }
    }
}
