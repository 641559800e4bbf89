using Cli.Rendering;
using Cli.Sending;
using Webhooks.Notifying;
using Webhooks.Notifying.Channels;
using Webhooks.Senders;
using Webhooks.Settings;

namespace Cli.Verbs;

// Sends with the same code and settings as the receiver.
internal sealed class NotifyVerb(CliContext context)
{
    private const string Notes = """
        The channel's settings, Notifications__Channels__<CHANNEL>__..., come from the nearest local.settings.json, else
        local.settings.sample.json, here or in a folder above; environment variables of the same names win. Nothing is queued and
        nothing is retried: the output is what the channel answered.

        Exit code: 0 the channel accepted the message, 1 it did not, 2 invalid arguments or settings.

        Examples:
          hook notify test team-chat
          Notifications__Channels__mail__Password=... hook notify test mail
        """;

    private readonly Argument<string> channel = new("CHANNEL") { Description = "The channel: its name in the settings." };

    public Command Create()
    {
        var test = new Command("test", "Sends a sample notification to a channel, and shows the result.") { channel };
        test.SetAction(RunAsync);
        return new Command("notify", "Notifications to people.") { test.WithNotes(Notes) };
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.GetRequiredValue(channel);
        var options = Find(name, LocalSettings.Find(context));
        using var http = new ChannelHttp(context.Clock);
        var sender = ChannelFactory.Create(options, http, context.Clock);
        switch (await sender.SendAsync(Sample(), cancellationToken))
        {
            case ChannelOutcome.Sent sent:
                await context.Output.WriteLineAsync($"{name}: sent{(sent.Remark is { } remark ? $"; {remark}" : ".")}");
                return ExitCode.Success;
            case ChannelOutcome.RetryAfter asked:
                await context.Error.WriteLineAsync($"{name}: not sent; the channel asks to wait {asked.Wait}.");
                return ExitCode.Failure;
            case ChannelOutcome.Failed failed:
                await context.Error.WriteLineAsync($"{name}: not sent. {failed.Reason}{(failed.Permanent ? "" : " The receiver would try again.")}");
                return ExitCode.Failure;
            default:
                throw new InvalidOperationException("Unknown outcome.");
        }
    }

    private static ChannelOptions Find(string name, LocalSettings settings)
    {
        string[] sections = ["Notifications__", "Sources__"];
        var reader = new SettingsReader(sections.SelectMany(section =>
            settings.Under(section).Select(pair => KeyValuePair.Create(section + pair.Key, (string?)pair.Value))));
        var options = NotificationSettings.Read(reader, NotificationRules.All);
        if (options.Channels.FirstOrDefault(channel => channel.Name == name) is { } found)
        {
            return found;
        }

        var prefix = $"Notifications__Channels__{name}__";
        var problems = reader.Problems.Where(problem => problem.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).ToList();
        throw new UsageException(
            problems.Count > 0 ? string.Join(Environment.NewLine, problems)
            : options.Channels.Count > 0 ? $"CHANNEL: there is no channel '{name}' in {settings.Name}; there are {string.Join(", ", options.Channels.Select(channel => channel.Name))}."
            : $"CHANNEL: channel '{name}' is not configured ({settings.Name}); set {prefix}Type to slack, email or https.");
    }

    private ChannelMessage Sample() => new()
    {
        Id = $"ntf_sample_{context.Clock.GetUtcNow().UtcTicks}",
        Kind = MessageKind.Sample,
        Severity = Severity.Info,
        Title = "a notification of the webhook receiver",
        What = "Someone ran hook notify test. If you can read this, the channel works.",
        Next = "Nothing. A real notification has instructions here.",
        Source = "sample",
        Rule = "sample",
        At = context.Clock.GetUtcNow(),
        First = context.Clock.GetUtcNow(),
        Last = context.Clock.GetUtcNow(),
    };
}
