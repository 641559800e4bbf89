using System.CommandLine.Completions;
using Cli.Operating;
using Cli.Rendering;
using Cli.Sending;
using Webhooks;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Presets;

namespace Cli.Verbs;

internal sealed class SendVerb(CliContext context)
{
    private const int MostCopies = 100_000;

    private const string Notes = """
        The scheme and the secret of SOURCE come from the nearest local.settings.json, else local.settings.sample.json, here or in
        a folder above; environment variables of the same names win. --secret also takes @FILE, - (standard input) and env:NAME.
        A sender with a key of its own signs with its private key: give one by --secret, as whsk_… or PEM.

        --handshake sends what the sender asks before it sends events, and holds the answer against the one that it expects.

        Exit code: 0 every response was 2xx (with --handshake: as expected), 1 one was not, 2 invalid arguments.

        Examples:
          hook send valara
          hook send novavms camera_status --url http://127.0.0.1:7072
          hook send valara media.delivery.failed --repeat 2        the second is a replay
          hook send envless --repeat 64 --parallel 16              one event, many copies at once
          hook send fastpix --tamper                               must be refused
          hook send shop orders/create --scheme shopify --secret env:SHOPIFY_SECRET
          hook send slack --handshake
          hook send valara --list
        """;

    private readonly Argument<string> source = new("SOURCE") { HelpName = "SOURCE", Description = "The configured source: its name in the settings and in the URL." };
    private readonly Argument<string?> type = new("EVENT-TYPE") { Arity = ArgumentArity.ZeroOrOne, Description = "The type of event; default: a typical one of the sender." };
    private readonly Option<string?> scheme = new("--scheme") { HelpName = "SCHEME", Description = "How to sign, instead of the source's own scheme." };
    private readonly Option<string?> secret = new("--secret") { HelpName = "SECRET", Description = "The secret to sign with, instead of the source's own." };
    private readonly Option<string[]> hmac = SigningOptions.Hmac();
    private readonly Option<string[]> set = SigningOptions.Set();
    private readonly Option<string?> requestUrl = SigningOptions.RequestUrl();
    private readonly Option<string?> body = new("--body") { HelpName = "FILE", Description = "A body to send byte for byte instead of a sample." };
    private readonly Option<string?> url = ReceiverOptions.Url();
    private readonly Option<string?> profile = ReceiverOptions.Profile("none: samples are for the receiver of this machine");
    private readonly Option<string?> at = CommonOptions.At("The time to sign with; default: now.");
    private readonly Option<string?> eventId = new("--event-id") { HelpName = "ID", Description = "The event id; default: a new one." };
    private readonly Option<string?> nonce = new("--nonce") { HelpName = "N", Description = "The nonce, for senders that sign one; default: a new one." };
    private readonly Option<bool> tamper = new("--tamper") { Description = "Change one byte of the body after signing." };
    private readonly Option<int> repeat = new("--repeat") { HelpName = "K", Description = "Send the identical bytes K times.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> parallel = new("--parallel") { HelpName = "P", Description = "Up to P of them at once.", DefaultValueFactory = _ => 1 };
    private readonly Option<bool> handshake = new("--handshake") { Description = "Send what the sender asks before it sends events, instead of an event." };
    private readonly Option<bool> list = new("--list") { Description = "List the event types that have a sample, and send nothing." };
    private readonly Option<bool> json = CommonOptions.Json();

    public Command Create()
    {
        var command = new Command("send", "Makes a sample delivery, signs it as its sender does, and posts it.")
        {
            source, type, scheme, secret, hmac, set, requestUrl, body, url, profile, at, eventId, nonce, tamper, repeat, parallel, handshake, list, json,
        };
        source.CompletionSources.Add(_ => Names(settings => settings.SourceNames));
        type.CompletionSources.Add(asked => Names(settings => asked.ParseResult.GetValue(source) is { } name
            ? Samples.TypesOf(asked.ParseResult.GetValue(scheme) ?? settings.Find($"Sources__{SourceCatalog.Spell(name)}__Scheme") ?? name, settings.Presets) : []));
        command.SetAction(RunAsync);
        return command.WithNotes(Notes);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = LocalSettings.Find(context);
        var name = SourceCatalog.Spell(parsed.GetRequiredValue(source));
        if (parsed.GetValue(list))
        {
            return List(parsed.GetValue(scheme) ?? settings.Find($"Sources__{name}__Scheme") ?? name, settings.Presets);
        }

        var address = new Uri($"{ReceiverOptions.Address(parsed, url, profile, context).AbsoluteUri.TrimEnd('/')}/api/webhooks/{Uri.EscapeDataString(name)}");
        var given = new SourceArguments(name, parsed.GetValue(scheme), parsed.GetValue(secret) is { } text ? SigningOptions.Secret(text, context) : null, SigningOptions.Parts(parsed.GetValue(hmac)!))
        {
            PublicUrl = parsed.GetValue(requestUrl),
            Further = SigningOptions.Further(parsed.GetValue(set)!),
        };
        var configured = ConfiguredSource.Find(given, settings, address, context.Clock.GetUtcNow());
        var report = new SendReport(context, parsed.GetValue(json));
        return parsed.GetValue(handshake)
            ? await new HandshakeSender(configured, address, report, context.Clock).SendAsync(cancellationToken) ? ExitCode.Success : ExitCode.Failure
            : await PostAsync(parsed, configured, address, report, cancellationToken);
    }

    private async Task<int> PostAsync(ParseResult parsed, ConfiguredSource configured, Uri address, SendReport report, CancellationToken cancellationToken)
    {
        var options = new SendOptions(
            parsed.GetValue(type),
            parsed.GetValue(body) is { } path ? context.Read(path, "--body") : null,
            CommonOptions.Time(parsed.GetValue(at), "--at"),
            parsed.GetValue(eventId),
            parsed.GetValue(nonce));
        var delivery = new Composer(configured, options, context.Clock.GetUtcNow()).Compose(out var sentType);
        if (parsed.GetValue(tamper))
        {
            delivery = delivery with { Body = Composer.Tamper(delivery.Body.Span) };
        }

        var (copies, atOnce) = (CommonOptions.Number(parsed, repeat, most: MostCopies), CommonOptions.Number(parsed, parallel, most: MostCopies));
        var target = new UriBuilder(address) { Query = delivery.Query }.Uri;
        report.Request($"POST {address}  {configured.Source.Scheme.Name} {sentType}, {Quantity.Count(delivery.Body.Length, "byte")}, signed with {configured.Fingerprint}");
        var sent = new SendView("POST", address.AbsoluteUri, configured.Source.Name, configured.Source.Scheme.Name)
        {
            EventType = sentType,
            Bytes = delivery.Body.Length,
            SecretFingerprint = configured.Fingerprint,
        };
        return await PostAsync(target, delivery, copies, atOnce, report, sent, cancellationToken);
    }

    private async Task<int> PostAsync(Uri target, Delivery delivery, int copies, int atOnce, SendReport report, SendView sent, CancellationToken cancellationToken)
    {
        using var poster = new DeliveryPoster(HttpMethod.Post, target, delivery, context.Clock);
        // On a terminal, a progress bar for many copies; else a line for each response.
        var results = copies == 1 || report.IsJson || !context.Terminal.Error
            ? await PostAsync(poster, copies, atOnce, result => report.Answer(sent, result), cancellationToken)
            : await ProgressBar.RunAsync(context, "send", copies, writesOutput: false, progress =>
            {
                var done = 0;
                return poster.PostAsync(copies, atOnce, _ => progress(++done, $"sent {done} of {copies}"), cancellationToken);
            });
        if (copies > 1)
        {
            var counts = results.CountBy(result => result.Status).OrderBy(count => count.Key).Select(count => $"{count.Value} × {SendResult.Name(count.Key)}");
            report.Request($"{copies} deliveries: {string.Join(", ", counts)}");
        }

        return results.All(result => result.IsSuccess) ? ExitCode.Success : ExitCode.Failure;
    }

    // Settings that cannot be read complete nothing.
    private List<CompletionItem> Names(Func<LocalSettings, IReadOnlyList<string>> read)
    {
        try
        {
            return [.. read(LocalSettings.Find(context)).Select(name => new CompletionItem(name))];
        }
        catch (UsageException)
        {
            return [];
        }
    }

    // Only of a single copy: more have a bar, or a line each.
    private Task<IReadOnlyList<SendResult>> PostAsync(DeliveryPoster poster, int copies, int atOnce, Action<SendResult> answer, CancellationToken cancellationToken)
    {
        if (copies > 1)
        {
            return poster.PostAsync(copies, atOnce, answer, cancellationToken);
        }

        return WaitAsync();

        async Task<IReadOnlyList<SendResult>> WaitAsync()
        {
            var results = await context.Waiting.ForAsync("Waiting for the answer", poster.PostAsync(1, 1, _ => { }, cancellationToken));
            answer(results[0]);
            return results;
        }
    }

    private int List(string scheme, PresetCatalog presets)
    {
        if (!SchemeCatalog.Names.Concat(presets.OwnNames).Contains(scheme))
        {
            throw new UsageException($"SOURCE: '{scheme}' is neither a configured source nor a scheme; `hook presets` lists all.");
        }

        foreach (var known in Samples.TypesOf(scheme, presets))
        {
            context.Output.WriteLine(known);
        }

        return ExitCode.Success;
    }
}
