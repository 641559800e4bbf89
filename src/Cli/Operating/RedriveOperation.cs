using Cli.Rendering;
using Webhooks.Redriving;

namespace Cli.Operating;

// Redrives one dead letter, or many in several requests with a progress report.
internal sealed class RedriveOperation(OperatorClient client, string source, CliContext context, bool json)
{
    public async Task<int> RedriveOneAsync(RedriveRequest request, CancellationToken cancellationToken)
    {
        var report = await SendAsync(request, cancellationToken);
        if (report.Redriven == 1)
        {
            WriteLine("Redriven: the event is pending again.", Emphasis.Success);
            return ExitCode.Success;
        }

        await context.Error.WriteLineAsync(report.NotFound.Count > 0
            ? $"'{source}' has no event with this id; `hook dead --source {source}` lists its dead letters."
            : "The event is not a dead letter; `hook show EVENT-ID` shows its status.");
        return ExitCode.Failure;
    }

    public async Task<int> RedriveManyAsync(RedriveRequest request, bool dryRun, CancellationToken cancellationToken)
    {
        var survey = (await SendAsync(request with { DryRun = true }, cancellationToken)).Survey
            ?? throw new ReceiverException("The receiver gave no count; check that receiver and hook have the same version.");
        Write(survey);
        if (dryRun || survey.Count == 0)
        {
            WriteLine("Nothing was changed.");
            await (survey.Count == 0 ? client.SuggestAsync(request.Type, source, context, cancellationToken) : Task.CompletedTask);
            return ExitCode.Success;
        }

        // What fails again during the run is dead-lettered after the run began, and is left out. By the receiver's clock.
        request = request with { Before = request.Before ?? survey.Newest!.Value.AddTicks(1), Limit = request.Rate };
        var (redriven, others) = (0, 0);
        try
        {
            await ProgressBar.RunAsync(context, "redrive", survey.Count, writesOutput: json, async report =>
            {
                do
                {
                    // One request per second of work: progress is visible, and Ctrl+C works at once.
                    var result = await SendAsync(request, cancellationToken);
                    (redriven, others) = (redriven + result.Redriven, others + result.NotDead.Count);
                    request = request with { After = result.Continue };
                    report(redriven, $"redriven {redriven} of {survey.Count}");
                    if (!context.Terminal.Error)
                    {
                        WriteLine($"redriven {redriven} of {survey.Count}");
                    }
                }
                while (request.After is not null);
                return redriven;
            });
        }
        catch (Exception failure) when (failure is OperationCanceledException or ReceiverException)
        {
            await context.Error.WriteLineAsync($"""
                Stopped; at least {redriven} of {survey.Count} are redriven. The same command continues with the rest;
                with --before {request.Before:O} it leaves out what has failed again in the meantime.
                """);
            throw;
        }

        var elsewhere = others > 0 ? $" {others} were redriven by someone else in the meantime." : "";
        WriteLine($"Done: {Quantity.Count(redriven, "event is", "events are")} pending again.{elsewhere}", Emphasis.Success);
        return ExitCode.Success;
    }

    private void WriteLine(string text, Emphasis emphasis = Emphasis.None)
    {
        if (!json)
        {
            context.Screen.Line(text, emphasis);
        }
    }

    private async Task<RedriveReport> SendAsync(RedriveRequest request, CancellationToken cancellationToken)
    {
        var report = await client.PostAsync<RedriveRequest, RedriveReport>(
            $"redrive/{Uri.EscapeDataString(source)}", request, cancellationToken);
        if (json)
        {
            context.WriteJson(report);
        }

        return report;
    }

    private void Write(DeadLetterSurvey survey)
    {
        WriteLine($"{Quantity.Count(survey.Count, "dead letter matches", "dead letters match")}.");
        if (survey is not { Oldest: { } oldest, Newest: { } newest })
        {
            return;
        }

        var now = context.Clock.GetUtcNow();
        WriteLine($"  oldest {TerminalText.Time(oldest)}, {TerminalText.Age(now - oldest)} ago");
        WriteLine($"  newest {TerminalText.Time(newest)}, {TerminalText.Age(now - newest)} ago");
        foreach (var (name, count) in survey.ByType)
        {
            WriteLine($"  {count} × {TerminalText.Id(name)}");
        }

        foreach (var (name, count) in survey.ByError)
        {
            WriteLine($"  {count} × {TerminalText.Error(name)}");
        }
    }
}
