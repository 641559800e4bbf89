using Cli.Operating;
using Cli.Rendering;

namespace Cli.Verbs;

internal sealed class DrainedVerb(CliContext context) : OperatorVerb(context)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private const int LongestLine = 500;

    private readonly Argument<string> source = new("SOURCE") { Description = "The configured source." };
    private readonly Option<bool> wait = new("--wait") { Description = "Ask again every 5 s until it is drained." };
    private readonly Option<bool> keepDead = new("--keep-dead") { Description = "Dead letters may stay: they are not counted as left." };

    protected override string Notes => """
        Exit code 0 means drained: closed for two minutes, nothing pending, no dead letter, no notification waiting. 1 means not yet.
        Before another app takes a source over, and before this app is deleted: docs/operating/moving-a-source.md.

        Examples:
          hook drained valara
          hook drained valara --wait && az group delete --name rg-hooks
          hook drained valara --json | jq -r .left[]
        """;

    protected override Command Describe() => new("drained", "Shows what is left here of a source that was moved to another receiver.") { source, wait, keepDead };

    protected override async Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        for (DrainedView? shown = null; ; await Task.Delay(Pause, Context.Clock, cancellationToken))
        {
            var view = await client.GetAsync<DrainedView>($"drained/{Uri.EscapeDataString(parsed.GetRequiredValue(source))}", [("keep_dead", parsed.GetValue(keepDead) ? "true" : null)], cancellationToken);
            if (shown is null || !view.Left.SequenceEqual(shown.Left))
            {
                Write(parsed, shown = view, screen => Write(screen, view));
            }

            if (view.IsDrained || !parsed.GetValue(wait))
            {
                return view.IsDrained ? ExitCode.Success : ExitCode.Failure;
            }
        }
    }

    private static void Write(Screen screen, DrainedView view)
    {
        screen.Line(
            $"{TerminalText.Id(view.Source)}: {(view.IsDrained ? "drained" : "not drained")}"
            + (view.ClosedAt is null ? "" : $"; closed since {TerminalText.Time(view.ClosedAt)}, {view.PassedOn} passed on in the last hour to {TerminalText.Error(view.MovedTo!)}"),
            view.IsDrained ? Emphasis.Success : Emphasis.Muted);
        foreach (var left in view.Left)
        {
            screen.Line($"    {TerminalText.Sanitize(left, LongestLine)}");
        }
    }
}
