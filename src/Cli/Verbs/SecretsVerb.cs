using System.CommandLine;
using Cli.Operating;
using Webhooks.Operating;
using Webhooks.Rotating;

namespace Cli.Verbs;

/// <summary><c>hook secrets</c>: shows a rotation as it goes.</summary>
internal sealed class SecretsVerb(Surroundings around)
{
    private const string Notes = Receiver.Notes + """


        A rotation: add the new secret as Sources__<name>__Secrets__1__Value beside the old one; give it to the sender; watch here
        until the new one verifies and the old one is unused and "safe to remove"; remove the old one.

        Examples:
          hook secrets valara
          hook secrets valara --days
        """;

    private readonly Argument<string> source = new("SOURCE") { Description = "The configured source." };
    private readonly Option<bool> days = new("--days") { Description = "Show the uses of each day, too." };
    private readonly Receiver receiver = new(around);

    public Command Create()
    {
        var command = new Command("secrets", "Says which secrets of a source verify deliveries, and which one can go.") { source, days };
        foreach (var option in receiver.Options)
        {
            command.Options.Add(option);
        }

        command.SetAction(RunAsync);
        return command.WithNotes(Notes);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        using var client = receiver.Connect(parsed);
        var view = await client.GetAsync($"secrets/{Uri.EscapeDataString(parsed.GetRequiredValue(source))}", [], OperatorJson.Default.SecretsView, stop);
        foreach (var secret in view.Secrets)
        {
            Write(secret, parsed.GetValue(days));
        }

        if (view.Secrets.All(secret => secret.State != "active"))
        {
            await around.Output.WriteLineAsync($"{view.Source} has no active secret: it accepts nothing but probes.");
        }

        return Hook.Good;
    }

    private void Write(SecretStanding secret, bool withDays)
    {
        var limits = secret is { NotBefore: null, NotAfter: null } ? "" : $"  from {Shown.Time(secret.NotBefore)} to {Shown.Time(secret.NotAfter)}";
        var use = secret.Use is { } known
            ? $"first use {Shown.Time(known.FirstUse)}, last use {Shown.Time(known.LastUse)}, {known.PerDay.Values.Sum()} uses on its last {Shown.Count(known.PerDay.Count, "day")} of use"
            : "no use";
        around.Output.WriteLine($"{secret.Fingerprint}  {secret.State}{limits}  {use}");
        foreach (var phrase in secret.Advice)
        {
            around.Output.WriteLine($"    {Shown.Error(phrase)}");
        }

        foreach (var (day, count) in withDays && secret.Use is { } all ? all.PerDay : new Dictionary<string, long>())
        {
            around.Output.WriteLine($"    {Shown.Id(day)}  {count}");
        }
    }
}
