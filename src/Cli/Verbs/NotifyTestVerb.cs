using Cli.Operating;
using Cli.Rendering;

namespace Cli.Verbs;

internal sealed class NotifyTestVerb(CliContext context) : OperatorVerb(context)
{
    private readonly Argument<string?> channel = new("CHANNEL") { Arity = ArgumentArity.ZeroOrOne, Description = "The channel: its name in the settings; default: all of them." };
    private readonly Option<bool> local = new("--local") { Description = "Send from this machine with its settings, instead of asking the receiver." };
    private readonly Option<string> who = CommonOptions.Who();

    protected override string Notes => """
        The receiver sends the message at once, past budgets and filters, and says what the channel answered; nothing is retried. It tests a
        channel every 10 seconds at most.

        With --local, the channel's settings, Notifications__Channels__<CHANNEL>__..., come from the nearest local.settings.json, else
        local.settings.sample.json, here or in a folder above; environment variables of the same names win.

        Examples:
          hook notify test
          hook notify test team-chat
          Notifications__Channels__mail__Password=... hook notify test mail --local
        """;

    protected override Command Describe() => new("test", "Sends a test message through the channels, and shows what each answered.") { channel, local, who };

    protected override async Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var (name, requestedBy) = (parsed.GetValue(channel), parsed.GetValue(who)!);
        var tests = parsed.GetValue(local)
            ? [await new LocalChannel(Context).TestAsync(name ?? throw new UsageException("CHANNEL: with --local, name the channel."), requestedBy, cancellationToken)]
            : (await client.PostAsync<ChannelTestRequest, ChannelTestReport>("channels/test", new() { Channel = name, RequestedBy = requestedBy }, cancellationToken)).Tests;
        foreach (var test in tests)
        {
            Write(parsed, test, screen => screen.Line(Text(test), test.Outcome == ChannelTestLine.Sent ? Emphasis.Success : Emphasis.Error));
        }

        return tests.Count == 0
            ? throw new ReceiverException("The receiver has no channel, so notifications are only in its log; Notifications__Channels__<name>__Type (slack, email or https) adds one.")
            : tests.All(test => test.Outcome == ChannelTestLine.Sent) ? ExitCode.Success : ExitCode.Failure;
    }

    private static string Text(ChannelTestLine test)
    {
        var outcome = test.Outcome == ChannelTestLine.Sent ? "sent" : "not sent";
        return $"{TerminalText.Id(test.Channel)} ({TerminalText.Id(test.Type)}): {outcome}.{(test.Detail.Length > 0 ? $" {TerminalText.Sanitize(test.Detail, 1000)}" : "")}";
    }
}
