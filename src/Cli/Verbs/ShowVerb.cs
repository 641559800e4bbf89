using Cli.Operating;
using Cli.Rendering;
using Webhooks;
using Webhooks.Raw;

namespace Cli.Verbs;

internal sealed class ShowVerb(CliContext context) : OperatorVerb(context)
{
    // As the receiver writes them into the line that checks a capture.
    private const string CapturedFiles = "--headers delivery.headers --body delivery.body";

    private readonly Argument<string> eventId = new("EVENT-ID") { Description = "The event's id, or the id of a refused delivery." };
    private readonly Option<string?> source = new("--source") { HelpName = "SOURCE", Description = "Its source; default: all sources are searched." };

    private readonly Option<string?> save = new("--save") { HelpName = "DIR", Description = "Save the exact headers and body into this folder, as delivery.headers and delivery.body." };
    private readonly Option<string?> curl = new("--curl") { HelpName = "URL", Description = "Print a curl command that sends it to this address as it came." };
    private readonly Option<string> who = CommonOptions.Who();

    protected override string Notes => """
        Bodies are redacted. --save and --curl take the exact bytes, which the receiver gives where Operator__RawBodies=true allows it, and
        records as read by --who. A secret that a sender sends in a header is not kept with an event, and missing there.

        The signature is that of then: a receiver with a replay window refuses it. To sign it anew, save it and `hook send SOURCE --body`.

        Examples:
          hook show evt_01JXYZ
          hook show evt_01JXYZ --save delivery
          hook show evt_01JXYZ --curl http://localhost:3000/webhooks | sh
          hook show evt_01JXYZ --source valara --json | jq .history
        """;

    protected override Command Describe() => new("show", "Shows one event: headers, body, history, notifications; or why a delivery was refused.") { eventId, source, save, curl, who };

    protected override async Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var id = parsed.GetRequiredValue(eventId);
        if (parsed.GetValue(save) is not null || parsed.GetValue(curl) is not null)
        {
            return await TakeAsync(parsed, client, id, cancellationToken);
        }

        var given = parsed.GetValue(source);
        var known = await client.SourceNamesAsync(cancellationToken);
        var found = 0;
        foreach (var name in given is null ? known : [given])
        {
            if (await client.FindEventAsync(name, id, cancellationToken) is { } view)
            {
                found++;
                Write(parsed, view, screen => screen.WriteEvent(view));
            }
            else if (await client.FindRefusedAsync(name, id, cancellationToken) is { } refused)
            {
                found++;
                Write(parsed, refused, screen => screen.WriteRefused(refused));
            }
        }

        return found > 0 ? ExitCode.Success : throw Lookups.NotFound(id, given, known);
    }

    // The receiver records that this was read, and by whom.
    private async Task<int> TakeAsync(ParseResult parsed, OperatorClient client, string id, CancellationToken cancellationToken)
    {
        if (WantsJson(parsed))
        {
            throw new UsageException("--json: it excludes --save and --curl; leave one of them out.");
        }

        var address = parsed.GetValue(curl) is { } text ? WebAddress(text) : null;
        var raw = await client.ReadRawAsync(parsed.GetValue(source), id, parsed.GetValue(who)!, cancellationToken);
        var saved = parsed.GetValue(save) is { } folder ? SavedDelivery.Write(raw, folder, Context) : null;
        if (saved is not null)
        {
            // Standard output is for the command, which may be piped into a shell.
            var output = address is null ? Context.Output : Context.Error;
            await output.WriteLineAsync($"Saved {saved.HeadersFile}, {Quantity.Count(raw.Headers.Count, "header")}, and {saved.BodyFile}, {Quantity.Count(raw.Body.Length, "byte")}.");
            if (await CheckLineAsync(client, raw, cancellationToken) is { } check)
            {
                await output.WriteLineAsync(check.Replace(CapturedFiles, $"--headers {ShellQuote.Of(saved.HeadersFile)} --body {ShellQuote.Of(saved.BodyFile)}", StringComparison.Ordinal));
            }
        }

        if (address is not null)
        {
            await Context.Output.WriteLineAsync(CurlCommand.Of(raw, address, saved?.BodyFile));
        }

        return raw.BodyIsWhole ? ExitCode.Success
            : throw new ReceiverException($"The body is not whole: of {(raw.BodyBytes is { } size ? Quantity.Count(size, "byte") : "an unknown number of bytes")}, the receiver kept {Quantity.Number(raw.Body.Length)}. It cannot be verified.");
    }

    private static async Task<string?> CheckLineAsync(OperatorClient client, RawDelivery raw, CancellationToken cancellationToken) => raw.Status == LogLine.Refused
        ? (await client.FindRefusedAsync(raw.Source, raw.Id, cancellationToken))?.Check
        : (await client.FindEventAsync(raw.Source, raw.Id, cancellationToken))?.Check;

    private static Uri WebAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        ? address
        : throw new UsageException($"--curl: '{text}' is not an address; write it whole, like http://localhost:3000/webhooks.");
}
