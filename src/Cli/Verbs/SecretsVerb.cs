using System.CommandLine;
using Cli.Operating;
using Cli.Showing;
using Webhooks.Operating;
using Webhooks.Rotating;

namespace Cli.Verbs;

/// <summary><c>hook secrets</c>: shows a rotation as it goes.</summary>
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

    protected override Command Describe() => new("secrets", "Says which secrets of a source verify deliveries, and which one can go.") { source, days };

    protected override async Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var view = await client.GetAsync($"secrets/{Uri.EscapeDataString(parsed.GetRequiredValue(source))}", [], OperatorJson.Default.SecretsView, cancellationToken);
        foreach (var secret in view.Secrets)
        {
            if (WantsJson(parsed))
            {
                Around.Json(secret, OperatorJson.Default.SecretStanding);
            }
            else
            {
                Write(secret, parsed.GetValue(days));
            }
        }

        if (!WantsJson(parsed) && view.Secrets.All(secret => secret.State != "active"))
        {
            await Around.Output.WriteLineAsync($"{view.Source} has no active secret: it accepts nothing but probes.");
        }

        return Hook.Good;
    }

    private void Write(SecretStanding secret, bool withDays)
    {
        var limits = secret is { NotBefore: null, NotAfter: null } ? "" : $"  from {TerminalText.Time(secret.NotBefore)} to {TerminalText.Time(secret.NotAfter)}";
        var use = secret.Use is { } known
            ? $"first use {TerminalText.Time(known.FirstUse)}, last use {TerminalText.Time(known.LastUse)}, {known.PerDay.Values.Sum()} uses on its last {TerminalText.Count(known.PerDay.Count, "day")} of use"
            : "no use";
        Around.Screen.Line($"{secret.Fingerprint}  {secret.State}{limits}  {use}", secret.State == "active" ? Look.Good : Look.Quiet);
        foreach (var phrase in secret.Advice)
        {
            Around.Output.WriteLine($"    {TerminalText.Error(phrase)}");
        }

        foreach (var (day, count) in withDays && secret.Use is { } all ? all.PerDay : new Dictionary<string, long>())
        {
            Around.Output.WriteLine($"    {TerminalText.Id(day)}  {count}");
        }
    }
}
