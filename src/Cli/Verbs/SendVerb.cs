using System.CommandLine;
using System.Globalization;
using Cli.Operating;
using Cli.Sending;
using Cli.Showing;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Presets;

namespace Cli.Verbs;

/// <summary><c>hook send</c>: makes a delivery as a source's sender does, and posts it.</summary>
internal sealed class SendVerb(CliContext context)
{
    private const string Notes = """
        The scheme and the secret of SOURCE come from the nearest local.settings.json, else local.settings.sample.json, here or in
        a folder above; environment variables of the same names win. --secret also takes @FILE, - (standard input) and env:NAME.

        Exit code: 0 every answer was 2xx, 1 one was not, 2 the arguments are unusable.

        Examples:
          hook send valara
          hook send novavms camera_status --url http://127.0.0.1:7072
          hook send valara media.delivery.failed --repeat 2        the second is a replay
          hook send envless --repeat 64 --parallel 16              one event, many copies at once
          hook send fastpix --tamper                               must be refused
          hook send shop orders/create --scheme shopify --secret env:SHOPIFY_SECRET
          hook send valara --list
        """;

    private readonly Argument<string> source = new("SOURCE") { Description = "The configured source: its name in the settings and in the URL." };
    private readonly Argument<string?> type = new("EVENT-TYPE") { Arity = ArgumentArity.ZeroOrOne, Description = "The type of event; the one that shows the sender best, when left out." };
    private readonly Option<string?> scheme = new("--scheme") { HelpName = "SCHEME", Description = "How to sign, instead of the source's own scheme." };
    private readonly Option<string?> secret = new("--secret") { HelpName = "SECRET", Description = "The secret to sign with, instead of the source's own." };
    private readonly Option<string[]> hmac = Arguments.Hmac();
    private readonly Option<string?> body = new("--body") { HelpName = "FILE", Description = "A body to send byte for byte instead of a sample." };
    private readonly Option<string?> url = Receiver.Url();
    private readonly Option<string?> at = Arguments.At("The time to sign with; now, when left out.");
    private readonly Option<string?> eventId = new("--event-id") { HelpName = "ID", Description = "The event id instead of a fresh one." };
    private readonly Option<string?> nonce = new("--nonce") { HelpName = "N", Description = "The nonce instead of a fresh one, for senders that sign one." };
    private readonly Option<bool> tamper = new("--tamper") { Description = "Change one byte of the body after signing." };
    private readonly Option<int> repeat = new("--repeat") { HelpName = "K", Description = "Send the identical bytes K times.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> parallel = new("--parallel") { HelpName = "P", Description = "Up to P of them at once.", DefaultValueFactory = _ => 1 };
    private readonly Option<bool> list = new("--list") { Description = "List the event types that have a sample, and send nothing." };

    public Command Create()
    {
        var command = new Command("send", "Makes a sample delivery, signs it as its sender does, and posts it.")
        {
            source, type, scheme, secret, hmac, body, url, at, eventId, nonce, tamper, repeat, parallel, list,
        };
        command.SetAction(RunAsync);
        return command.WithNotes(Notes);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = LocalSettings.Find(context);
        var name = parsed.GetRequiredValue(source);
        if (parsed.GetValue(list))
        {
            var listed = parsed.GetValue(scheme) ?? settings.Find($"Sources__{name}__Scheme") ?? name;
            return List(listed);
        }

        var now = context.Clock.GetUtcNow();
        var wish = new SendWish(
            parsed.GetValue(type),
            parsed.GetValue(body) is { } path ? context.Read(path, "--body") : null,
            Arguments.Time(parsed.GetValue(at)),
            parsed.GetValue(eventId),
            parsed.GetValue(nonce));
        var given = parsed.GetValue(secret) is { } text ? Arguments.Secret(text, context) : null;
        var found = ConfiguredSource.Find(new SourceArguments(name, parsed.GetValue(scheme), given, Arguments.Parts(parsed.GetValue(hmac)!)), settings, now);
        var delivery = new Composer(found, wish, now).Compose(out var sent);
        if (parsed.GetValue(tamper))
        {
            delivery = delivery with { Body = Composer.Tamper(delivery.Body.Span) };
        }

        return await PostAsync(Address(parsed, name), delivery, found, sent, Count(parsed, repeat), Count(parsed, parallel), cancellationToken);
    }

    private async Task<int> PostAsync(Uri address, Delivery delivery, ConfiguredSource found, string sent, int copies, int atOnce, CancellationToken cancellationToken)
    {
        await context.Output.WriteLineAsync($"POST {address}  {found.Source.Scheme.Name} {sent}, {delivery.Body.Length} bytes, signed with {found.Fingerprint}");
        using var poster = new Poster(address, delivery, context);
        var answers = await SendAsync(poster, copies, atOnce, cancellationToken);
        if (copies > 1)
        {
            var counts = answers.CountBy(answer => answer.Status).OrderBy(count => count.Key).Select(count => $"{count.Value} × {Status(count.Key)}");
            await context.Output.WriteLineAsync($"{copies} deliveries: {string.Join(", ", counts)}");
        }

        return answers.All(answer => answer.IsGood) ? Hook.Good : Hook.Bad;
    }

    // A person who sends thousands wants to see how far it is; each answer is for one delivery, or for a file.
    private Task<IReadOnlyList<Answer>> SendAsync(Poster poster, int copies, int atOnce, CancellationToken cancellationToken) =>
        copies == 1 || !context.Terminal.Error
            ? poster.PostAsync(copies, atOnce, Report, cancellationToken)
            : Steps.ShowAsync(context, "send", copies, writes: false, tell =>
            {
                var done = 0;
                return poster.PostAsync(copies, atOnce, _ => tell(++done, $"sent {done} of {copies}"), cancellationToken);
            });

    private void Report(Answer answer)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{Status(answer.Status)}  {answer.Took.TotalMilliseconds:0} ms  {answer.Text}").TrimEnd();
        (answer.Status == 0 ? context.Error : context.Output).WriteLine(line);
    }

    private int List(string scheme)
    {
        if (!SchemeCatalog.Names.Contains(scheme))
        {
            throw new UnusableArgumentException($"SOURCE: no settings name the source '{scheme}', nor is it a scheme; choose one of {string.Join(", ", SchemeCatalog.Names)}.");
        }

        foreach (var known in Samples.TypesOf(scheme))
        {
            context.Output.WriteLine(known);
        }

        return Hook.Good;
    }

    private static string Status(int status) => status == 0 ? "no answer" : status.ToString(CultureInfo.InvariantCulture);

    private static int Count(ParseResult parsed, Option<int> option) => parsed.GetValue(option) is var count and > 0 and <= 100_000
        ? count
        : throw new UnusableArgumentException($"{option.Name}: give a number from 1 to 100000.");

    private Uri Address(ParseResult parsed, string source)
    {
        var (text, by) = Receiver.Address(parsed, url, context);
        return Uri.TryCreate(text.TrimEnd('/') + "/api/webhooks/" + Uri.EscapeDataString(source), UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new UnusableArgumentException($"{by}: '{text}' is no address; write it like {Receiver.Here}.");
    }
}
