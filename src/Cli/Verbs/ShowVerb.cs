using System.CommandLine;
using Cli.Operating;
using Cli.Showing;
using Webhooks.Operating;

namespace Cli.Verbs;

/// <summary><c>hook show</c>: one event whole, or one refused delivery and what is wrong with it.</summary>
internal sealed class ShowVerb(CliContext context) : OperatorVerb(context)
{
    private readonly Argument<string> eventId = new("EVENT-ID") { Description = "The event's id, or the id of a refused delivery." };
    private readonly Option<string?> source = new("--source") { HelpName = "SOURCE", Description = "Its source; every one is looked through, when left out." };

    protected override string Notes => """
        Bodies are redacted as everywhere; the ledger alone keeps the exact bytes. The line that begins with `hook check` judges a capture of
        the delivery on this machine: headers and body in files, as they first arrived, not as they are shown here.

        Examples:
          hook show evt_01JXYZ
          hook show evt_01JXYZ --source valara --json | jq .history
        """;

    protected override Command Describe() => new("show", "Shows one event whole: headers, body, history, notifications; or why a delivery was refused.") { eventId, source };

    protected override async Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var id = parsed.GetRequiredValue(eventId);
        var found = 0;
        foreach (var of in parsed.GetValue(source) is { } given ? [given] : await SourcesAsync(client, cancellationToken))
        {
            var path = Uri.EscapeDataString(of);
            if (await FindAsync(() => client.GetAsync($"events/{path}", [("id", id)], OperatorJson.Default.EventView, cancellationToken)) is { } view)
            {
                found++;
                Write(view, WantsJson(parsed));
            }
            else if (await FindAsync(() => client.GetAsync($"refused/{path}", [("id", id)], OperatorJson.Default.RefusedView, cancellationToken)) is { } refused)
            {
                found++;
                Write(refused, WantsJson(parsed));
            }
        }

        return found > 0 ? Hook.Good : throw await NothingAsync(client, id, parsed.GetValue(source), cancellationToken);
    }

    private static async Task<UnansweredException> NothingAsync(OperatorClient client, string id, string? source, CancellationToken cancellationToken)
    {
        var known = await SourcesAsync(client, cancellationToken);
        return source is not null && !known.Contains(source)
            ? new UnansweredException($"There is no source '{TerminalText.Id(source)}' here; there are {string.Join(", ", known.Select(TerminalText.Id))}.")
            : new UnansweredException($"No event and no refused delivery has the id '{TerminalText.Id(id)}'{In(source)}. `hook events --text {TerminalText.Id(id)}` finds parts of ids; refused deliveries are kept for three days.");
    }

    private static string In(string? source) => source is null ? "" : $" in '{TerminalText.Id(source)}'";

    private static async Task<IReadOnlyList<string>> SourcesAsync(OperatorClient client, CancellationToken cancellationToken) =>
        [.. (await client.GetAsync("sources", [], OperatorJson.Default.SourcesView, cancellationToken)).Sources.Select(known => known.Name)];

    private static async Task<T?> FindAsync<T>(Func<Task<T>> ask)
        where T : class
    {
        try
        {
            return await ask();
        }
        catch (UnansweredException answer) when (answer.IsAbsent)
        {
            return null;
        }
    }

    private void Write(EventView view, bool json)
    {
        if (json)
        {
            Around.Json(view, OperatorJson.Default.EventView);
        }
        else
        {
            EventText.Whole(Around.Screen, view);
        }
    }

    private void Write(RefusedView refused, bool json)
    {
        if (json)
        {
            Around.Json(refused, OperatorJson.Default.RefusedView);
        }
        else
        {
            RefusedText.Whole(Around.Screen, refused);
        }
    }
}
