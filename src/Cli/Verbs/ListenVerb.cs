using Cli.Listening;
using Cli.Operating;
using Cli.Rendering;
using Cli.Sending;
using Webhooks.Settings;

namespace Cli.Verbs;

internal sealed class ListenVerb(CliContext context) : OperatorVerb(context)
{
    private readonly Option<string> to = new("--to") { Required = true, HelpName = "URL", Description = "The address that each event is posted to; {source} in it is replaced by the event's source." };
    private readonly Option<string?> source = CommonOptions.Source();
    private readonly Option<string?> type = CommonOptions.Type();
    private readonly Option<string?> since = CommonOptions.Since("received");
    private readonly Option<bool> original = new("--original") { Description = "Send the headers as they came, signature included, instead of signing anew." };
    private readonly Option<string?> secret = new("--secret") { HelpName = "SECRET", Description = "The secret to sign with, instead of that in the local settings; needs --source." };
    private readonly Option<bool> skipFailed = new("--skip-failed") { Description = "Go on with the next event when nothing answers at --to, instead of waiting for it." };
    private readonly Option<int> count = new("--count") { HelpName = "N", Description = "End after N events; default: q or Ctrl+C ends it." };
    private readonly Option<string> who = CommonOptions.Who();

    protected override string Notes => $"""
        Brings the new events of a receiver, deployed or not, to an address on this machine: one after the other, in order of arrival,
        with the body and the kept headers as they came, signed as the sender signs with the secret in the nearest local.settings.json
        (as `hook send` finds it). A source without one there is sent as it came.

        The receiver must allow it: {OperatorSettings.RawBodies}=true, which LocalHost sets. It records each event that is read, and by whom.

        Every answer counts, also a 500: it is shown, and the next event follows; r sends the last one again. When nothing answers, the
        event waits and is sent first (--skip-failed: it is left out). A connection that breaks in the middle is such a case: the
        address may see that event twice, as with any sender. What has been sent is remembered for the same receiver, --to, --source and
        --type: the next run continues there. --since begins elsewhere; --since 0s begins now.

        Keys in a terminal: r sends the last event again, o opens it in the page, d shows details, c prints it as a curl command,
        s skips one that waits, q ends. Here the exit code 0 means that every answer was 2xx.

        Examples:
          hook listen --to http://localhost:3000/webhooks
          hook listen --to http://localhost:3000/webhooks --source valara --type 'media.*' --since 10m
          hook listen --to http://localhost:7071/api/webhooks/{ListenOptions.SourcePlace} --url https://my-receiver.azurewebsites.net
          hook listen --to http://localhost:3000/webhooks --count 1 --json
        """;

    protected override Command Describe() => new("listen", "Sends new events of a receiver to an address on this machine, until q or Ctrl+C.")
    {
        to, source, type, since, original, secret, skipFailed, count, who,
    };

    protected override async Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var chosen = parsed.GetValue(source) is { } name ? SourceCatalog.Spell(name) : null;
        var options = new ListenOptions(Address(parsed.GetRequiredValue(to)), parsed.GetRequiredValue(who))
        {
            Source = chosen,
            Type = parsed.GetValue(type),
            SkipsFailed = parsed.GetValue(skipFailed),
            Count = parsed.GetResult(count) is null ? null : CommonOptions.Number(parsed, count),
            IsFrom = parsed.GetValue(since) is not null,
            IsJson = WantsJson(parsed),
        };
        var signer = new EventSigner(new LocalSecrets(Context, chosen, Secret(parsed, chosen), parsed.GetValue(original)).Find, Context.Clock);
        if (chosen is not null)
        {
            signer.Check(chosen, options.Target(chosen));
        }

        using var folder = ListenFolder.Open(Context, client.Receiver.AbsoluteUri, options.To, options.Source, options.Type);
        var cursor = ListenCursor.Load(folder.CursorFile);
        if (CommonOptions.TimeOrAge(parsed, since, Context.Clock) is { } begin)
        {
            cursor.Begin(begin);
        }

        using var address = new LocalAddress(options.Target(chosen ?? "source"), Context.Clock);
        using var session = new ListenSession(Context, client, options, signer, address, folder, cursor);
        return await session.RunAsync(cancellationToken);
    }

    private string? Secret(ParseResult parsed, string? chosen) => parsed.GetValue(secret) switch
    {
        null => null,
        _ when chosen is null => throw new UsageException("--secret: name the source that it is of, by --source."),
        _ when parsed.GetValue(original) => throw new UsageException("--secret: it excludes --original; leave one of them out."),
        { } text => SigningOptions.Secret(text, Context),
    };

    private static string Address(string text) =>
        Uri.TryCreate(text.Replace(ListenOptions.SourcePlace, "source", StringComparison.Ordinal), UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", UserInfo: "", Fragment: "" }
            ? text
            : throw new UsageException($"--to: '{text}' is not an address to post to; write it like http://localhost:3000/webhooks.");
}
