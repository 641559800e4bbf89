using System.CommandLine;
using Cli.Sending;
using Webhooks.Notifying;
using Webhooks.Notifying.Channels;
using Webhooks.Senders;
using Webhooks.Settings;

namespace Cli.Verbs;

/// <summary><c>hook notify test</c>: sends a sample to a channel, by the same code and settings as the receiver.</summary>
internal sealed class NotifyVerb(CliContext context)
{
    private const string Notes = """
        The channel's settings, Notifications__Channels__<CHANNEL>__..., come from the nearest local.settings.json, else
        local.settings.sample.json, here or in a folder above; environment variables of the same names win. Nothing is queued and
        nothing is tried again: what the channel answers is what you see.

        Exit code: 0 the channel took the message, 1 it did not, 2 the arguments or the settings are unusable.

        Examples:
          hook notify test team-chat
          Notifications__Channels__mail__Password=... hook notify test mail
        """;

    private readonly Argument<string> channel = new("CHANNEL") { Description = "The configured channel: its name in the settings." };

    public Command Create()
    {
        var test = new Command("test", "Sends a sample notification to a channel, and says what came of it.") { channel };
        test.SetAction(RunAsync);
        return new Command("notify", "Notifications to people.") { test.WithNotes(Notes) };
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.GetRequiredValue(channel);
        var options = Find(name, LocalSettings.Find(context));
        using var http = new ChannelHttp(context.Clock);
        var sends = ChannelFactory.Create(options, http, context.Clock);
        switch (await sends.SendAsync(Sample(), cancellationToken))
        {
            case ChannelOutcome.Sent sent:
                await context.Output.WriteLineAsync($"{name}: sent." + (sent.Remark is { } remark ? " But " + remark : ""));
                return Hook.Good;
            case ChannelOutcome.RetryAfter asked:
                await context.Error.WriteLineAsync($"{name}: not sent; the channel asks to wait {asked.Wait}.");
                return Hook.Bad;
            case ChannelOutcome.Failed failed:
                await context.Error.WriteLineAsync($"{name}: not sent. {failed.Reason}{(failed.Permanent ? "" : " The receiver would try again.")}");
                return Hook.Bad;
            default:
                throw new InvalidOperationException("The set of outcomes is closed.");
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
        var place = settings.File is { } file ? Path.GetFileName(file) : "no local.settings.json here or in a folder above";
        throw new UnusableArgumentException(
            problems.Count > 0 ? string.Join(Environment.NewLine, problems)
            : options.Channels.Count > 0 ? $"CHANNEL: there is no channel '{name}' in {place}; there are {string.Join(", ", options.Channels.Select(channel => channel.Name))}."
            : $"CHANNEL: nothing says where '{name}' leads ({place}); set {prefix}Type to slack, email or https.");
    }

    private ChannelMessage Sample() => new()
    {
        Id = $"ntf_sample_{context.Clock.GetUtcNow().UtcTicks}",
        Kind = MessageKind.Sample,
        Severity = Severity.Info,
        Title = "a notification of the webhook receiver",
        What = "Someone ran hook notify test. If you can read this, the channel works.",
        Next = "Nothing. A real notification says here what to do.",
        Source = "sample",
        Rule = "sample",
        At = context.Clock.GetUtcNow(),
        First = context.Clock.GetUtcNow(),
        Last = context.Clock.GetUtcNow(),
    };
}
