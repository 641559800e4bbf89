using Cli.Checking;
using Cli.Operating;
using Cli.Rendering;
using Cli.Sending;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Diagnosing;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Cli.Verbs;

internal sealed class CheckVerb(CliContext context)
{
    private const string Notes = """
        Secrets:
          --secret TEXT       as it is; it stays in the shell's history
          --secret @FILE      the content of a file
          --secret -          one line of standard input
          --secret env:NAME   an environment variable

        --refused fetches a delivery that the receiver refused, and checks it with the secrets of its source here, in the nearest
        local.settings.json, as of its arrival. The receiver gives it where Operator__RawBodies=true allows it, and records it as read.

        Exit code: 0 the delivery verifies, 1 it does not, 2 invalid arguments.

        Examples:
          hook check --scheme valara --secret @secret.txt --headers delivery.headers --body delivery.json
          hook check --scheme valara --secret env:SECRET --headers h.txt --body b.json --at 1745339401
          hook check --scheme hmac --hmac SignatureHeader=X-Signature --hmac "SignedContent={timestamp}.{body}" \
                     --hmac TimestampHeader=X-Timestamp --secret - --headers h.txt --body b.json
          hook check --refused 01a1fe7e1b527e82bf0b38578cbcbb23
        """;

    private readonly Option<string?> scheme = new("--scheme") { HelpName = "SCHEME", Description = "How the sender signs; an unknown name lists all of them." };
    private readonly Option<string[]> secret = new("--secret") { HelpName = "SECRET", Description = "The secret, or where to read it (see below); repeatable.", DefaultValueFactory = _ => [] };
    private readonly Option<string?> keyForm = new("--key-form") { HelpName = "FORM", Description = "How the secret's text becomes a key: utf8, base64, whsec, hex or whpk; default: that of the scheme." };
    private readonly Option<string?> headersFile = new("--headers") { HelpName = "FILE", Description = "The captured headers: 'Name: value' lines, curl -i or -v, HAR, or JSON of AWS or Google Cloud." };
    private readonly Option<string?> bodyFile = new("--body") { HelpName = "FILE", Description = "The captured body, byte for byte; default: that of a JSON capture." };
    private readonly Option<string?> at = CommonOptions.At("The time to check the delivery at; default: now.");
    private readonly Option<string[]> hmac = SigningOptions.Hmac();
    private readonly Option<string[]> set = SigningOptions.Set();
    private readonly Option<string?> requestUrl = SigningOptions.RequestUrl();
    private readonly Option<string?> method = new("--method") { HelpName = "METHOD", Description = "How it was sent; default: as the capture says, else POST." };
    private readonly Option<string?> refused = new("--refused") { HelpName = "ID", Description = "A delivery that a receiver refused, instead of a capture." };
    private readonly Option<string?> source = new("--source") { HelpName = "SOURCE", Description = "Its source; default: all sources are searched." };
    private readonly Option<string> who = CommonOptions.Who();
    private readonly ReceiverOptions receiver = new(context);
    private readonly Option<bool> json = CommonOptions.Json();

    public Command Create()
    {
        var command = new Command("check", "Checks whether a captured delivery verifies; if not, shows why and how to fix it.")
        {
            scheme, secret, keyForm, headersFile, bodyFile, at, hmac, set, requestUrl, method, refused, source, who, json,
        };
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(refused) is { } id ? RunAsync(parsed, id, cancellationToken) : Task.FromResult(Run(parsed)));
        return command.With(receiver.Options).WithNotes(Notes);
    }

    private int Run(ParseResult parsed)
    {
        var (schemeName, path) = (Required(parsed, this.scheme), Required(parsed, headersFile));
        var capture = Capture.Read(context.Read(path, "--headers"), path);
        var url = parsed.GetValue(requestUrl) ?? capture.WholeUrl;
        var scheme = Scheme(parsed, schemeName, url);
        var at = CommonOptions.Time(parsed.GetValue(this.at), "--at") ?? context.Clock.GetUtcNow();
        var secrets = Secrets(parsed);
        if (secrets.Count == 0)
        {
            throw Missing("--secret");
        }

        var body = parsed.GetValue(bodyFile) is { } file ? context.Read(file, "--body")
            : capture.Body ?? throw new UsageException($"--body: it is missing, and '{path}' has no body; give the file with the body's bytes.");
        var delivery = new Delivery("captured", capture.Headers, body, at) { Query = QueryOf(capture.Url ?? url) };

        var diagnosis = SignatureDiagnostics.Diagnose(delivery, scheme, secrets, scheme.DefaultWindow, at, scheme.SignsPlainBytes);
        var code = Report(parsed, diagnosis, scheme, at);
        if ((parsed.GetValue(method) ?? capture.Method ?? "POST") is var sent && !sent.Equals("POST", StringComparison.OrdinalIgnoreCase))
        {
            context.Error.WriteLine($"It was sent by {sent}. A delivery is a POST, also where the method is signed; by other methods the receiver answers only what a sender asks before it sends events.");
        }

        return code;
    }

    private async Task<int> RunAsync(ParseResult parsed, string id, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(headersFile) is not null || parsed.GetValue(bodyFile) is not null)
        {
            throw new UsageException("--refused: it excludes --headers and --body; leave them out.");
        }

        using var client = receiver.Connect(parsed);
        var fetched = await RefusedCheck.FetchAsync(client, parsed.GetValue(source), id, parsed.GetValue(who)!, cancellationToken);
        var at = CommonOptions.Time(parsed.GetValue(this.at), "--at") ?? fetched.Raw.ReceivedAt;
        var delivery = fetched.Delivery(at);
        Diagnosis diagnosis;
        SignatureScheme scheme;
        if (parsed.GetValue(this.scheme) is { } given && Secrets(parsed) is { Count: > 0 } secrets)
        {
            scheme = Scheme(parsed, given, parsed.GetValue(requestUrl));
            diagnosis = SignatureDiagnostics.Diagnose(delivery, scheme, secrets, scheme.DefaultWindow, at, scheme.SignsPlainBytes);
        }
        else
        {
            var known = fetched.Configured(LocalSettings.Find(context));
            scheme = known.Scheme;
            diagnosis = Secrets(parsed) is { Count: > 0 } others
                ? SignatureDiagnostics.Diagnose(delivery, scheme, others, known.ReplayWindow, at, known.Decompression is not null)
                : SignatureDiagnostics.Diagnose(delivery, scheme, known.Secrets, known.ReplayWindow, at, known.Decompression is not null);
        }

        if (!parsed.GetValue(json))
        {
            context.Output.WriteLine($"{TerminalText.Id(fetched.Raw.Source)}, received {TerminalText.Time(fetched.Raw.ReceivedAt)}, refused as {TerminalText.Id(fetched.Line.Reason)}: {TerminalText.Error(fetched.Line.Detail)}");
        }

        var code = Report(parsed, diagnosis, scheme, at);
        if (diagnosis.Verifies)
        {
            context.Error.WriteLine($"The receiver refused it: its secret or its settings of '{TerminalText.Id(fetched.Raw.Source)}' differ from those here, or have changed since. `hook readmit --source {TerminalText.Id(fetched.Raw.Source)} --dry-run` says what it would admit now.");
        }

        return code;
    }

    private int Report(ParseResult parsed, Diagnosis diagnosis, SignatureScheme scheme, DateTimeOffset at)
    {
        if (parsed.GetValue(json))
        {
            context.WriteJson(CheckView.Of(diagnosis, scheme, at), CheckView.Json);
        }
        else
        {
            CheckReport.Write(context.Output, diagnosis, scheme, at);
        }

        return diagnosis.Verifies ? ExitCode.Success : diagnosis.Findings.Any(finding => finding.Fault == Fault.SecretUnreadable) ? ExitCode.Usage : ExitCode.Failure;
    }

    private SignatureScheme Scheme(ParseResult parsed, string name, string? url) =>
        SigningOptions.Scheme(name, SigningOptions.Parts(parsed.GetValue(hmac)!), LocalSettings.Find(context), url, SigningOptions.Further(parsed.GetValue(set)!));

    private List<SecretText> Secrets(ParseResult parsed)
    {
        var form = SigningOptions.KeyForm(parsed.GetValue(keyForm));
        var secrets = parsed.GetValue(secret)!.Select(text => new SecretText(SigningOptions.Secret(text, context), form)).ToList();
        return secrets.Exists(text => string.IsNullOrWhiteSpace(text.Text)) ? throw new UsageException("--secret: it is empty.") : secrets;
    }

    private static string Required(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) ?? throw Missing(option.Name);

    private static UsageException Missing(string option) => new($"Option '{option}' is required, unless --refused names a delivery of a receiver.{Environment.NewLine}Try 'hook check --help'.");

    private static string QueryOf(string? url) => url?.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? url![(at.Value + 1)..].Split('#')[0] : "";
}
