using Cli.Operating;
using Cli.Rendering;
using Webhooks.Rotating;

namespace Cli.Verbs;

internal sealed class SecretsVerb(CliContext context) : OperatorVerb(context)
{
    private readonly Argument<string> source = new("SOURCE") { Description = "The configured source." };
    private readonly Option<bool> days = new("--days") { Description = "Show the uses of each day, too." };

    protected override string Notes => """
        A rotation: add the new secret as Sources__<name>__Secrets__1__Value beside the old one; give it to the sender; watch here
        until the new one verifies and the old one is unused and "safe to remove"; remove the old one.

        Examples:
          hook secrets valara
          hook secrets valara --days
        """;

    protected override Command Describe() => new("secrets", "Shows which secrets of a source verify deliveries, and which can be removed.") { source, days };

    protected override async Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var view = await client.GetAsync<SecretsView>($"secrets/{Uri.EscapeDataString(parsed.GetRequiredValue(source))}", [], cancellationToken);
        foreach (var secret in view.Secrets)
        {
            Write(parsed, secret, screen => Write(screen, secret, parsed.GetValue(days)));
        }

        if (!WantsJson(parsed) && view.Secrets.All(secret => secret.State != "active"))
        {
            Context.Screen.Line($"{view.Source} has no active secret: it accepts nothing but probes and handshakes.");
        }

        return ExitCode.Success;
    }

    private static void Write(Screen screen, SecretStanding secret, bool withDays)
    {
        var limits = secret is { NotBefore: null, NotAfter: null } ? "" : $"  from {TerminalText.Time(secret.NotBefore)} to {TerminalText.Time(secret.NotAfter)}";
        var use = secret.Use is { } known
            ? $"first use {TerminalText.Time(known.FirstUse)}, last use {TerminalText.Time(known.LastUse)}, {known.PerDay.Values.Sum()} uses on its last {Quantity.Count(known.PerDay.Count, "day")} of use"
            : "no use";
        screen.Line($"{secret.Fingerprint}  {secret.State}{limits}  {use}", secret.State == "active" ? Emphasis.Success : Emphasis.Muted);
        foreach (var advice in secret.Advice)
        {
            screen.Line($"    {TerminalText.Error(advice)}");
        }

        foreach (var (day, count) in withDays && secret.Use is { } all ? all.PerDay : new Dictionary<string, long>())
        {
            screen.Line($"    {TerminalText.Id(day)}  {count}");
        }
    }
}
