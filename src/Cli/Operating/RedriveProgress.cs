using Cli.Showing;
using Webhooks.Operating;
using Webhooks.Redriving;

namespace Cli.Operating;

/// <summary>Runs an order to redrive, request by request, and tells how it goes.</summary>
internal sealed class RedriveProgress(OperatorClient client, string source, CliContext context, bool json)
{
    public async Task<int> OneAsync(RedriveRequest order, CancellationToken cancellationToken)
    {
        var report = await SendAsync(order, cancellationToken);
        if (report.Redriven == 1)
        {
            Say("Redriven: the event is pending again.", Look.Good);
            return Hook.Good;
        }

        await context.Error.WriteLineAsync(report.NotFound.Count > 0
            ? $"'{source}' has no event of this id; `hook dead --source {source}` lists its dead letters."
            : "The event is no dead letter; `hook show EVENT-ID` shows where it stands.");
        return Hook.Bad;
    }

    public async Task<int> ManyAsync(RedriveRequest order, bool dryRun, CancellationToken cancellationToken)
    {
        var survey = (await SendAsync(order with { DryRun = true }, cancellationToken)).Survey ?? throw new UnansweredException("The receiver gave no count; are receiver and hook of one version?");
        Tell(survey);
        if (dryRun || survey.Count == 0)
        {
            Say("Nothing was changed.");
            return Hook.Good;
        }

        // What fails again during the run is not met again: it died after the run began. By the receiver's clock, not by this one.
        order = order with { Before = order.Before ?? survey.Newest!.Value.AddTicks(1), Limit = order.Rate };
        var (redriven, others) = (0, 0);
        try
        {
            await Steps.ShowAsync(context, "redrive", survey.Count, writes: json, async tell =>
            {
                do
                {
                    // Another request per second of work: progress is seen, and a stop is heard.
                    var report = await SendAsync(order, cancellationToken);
                    (redriven, others) = (redriven + report.Redriven, others + report.NotDead.Count);
                    order = order with { After = report.Continue };
                    tell(redriven, $"redriven {redriven} of {survey.Count}");
                    if (!context.Terminal.Error)
                    {
                        Say($"redriven {redriven} of {survey.Count}");
                    }
                }
                while (order.After is not null);
                return redriven;
            });
        }
        catch (Exception failure) when (failure is OperationCanceledException or UnansweredException)
        {
            await context.Error.WriteLineAsync($"""
                Stopped; at least {redriven} of {survey.Count} are redriven. The same command goes on with the rest;
                with --before {order.Before:O} it leaves out what has failed again meanwhile.
                """);
            throw;
        }

        var elsewhere = others > 0 ? $" {others} were taken up by someone else meanwhile." : "";
        Say($"Done: {TerminalText.Count(redriven, "event is", "events are")} pending again.{elsewhere}", Look.Good);
        return Hook.Good;
    }

    private void Say(string text, Look look = Look.Plain)
    {
        if (!json)
        {
            context.Screen.Line(text, look);
        }
    }

    private async Task<RedriveReport> SendAsync(RedriveRequest order, CancellationToken cancellationToken)
    {
        var report = await client.PostAsync(
            $"redrive/{Uri.EscapeDataString(source)}", order, OperatorJson.Default.RedriveRequest, OperatorJson.Default.RedriveReport, cancellationToken);
        if (json)
        {
            context.Json(report, OperatorJson.Default.RedriveReport);
        }

        return report;
    }

    private void Tell(DeadLetterSurvey survey)
    {
        Say($"{TerminalText.Count(survey.Count, "dead letter fits", "dead letters fit")}.");
        if (survey is not { Oldest: { } oldest, Newest: { } newest })
        {
            return;
        }

        var now = context.Clock.GetUtcNow();
        Say($"  oldest {TerminalText.Time(oldest)}, {TerminalText.Age(now - oldest)} ago");
        Say($"  newest {TerminalText.Time(newest)}, {TerminalText.Age(now - newest)} ago");
        foreach (var (name, count) in survey.ByType)
        {
            Say($"  {count} × {TerminalText.Id(name)}");
        }

        foreach (var (name, count) in survey.ByError)
        {
            Say($"  {count} × {TerminalText.Error(name)}");
        }
    }
}
