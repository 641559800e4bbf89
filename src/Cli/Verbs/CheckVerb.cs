using Cli.Checking;
using Cli.Rendering;
using Cli.Sending;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Diagnosing;
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

        Exit code: 0 the delivery verifies, 1 it does not, 2 invalid arguments.

        Examples:
          hook check --scheme valara --secret @secret.txt --headers delivery.headers --body delivery.json
          hook check --scheme valara --secret env:SECRET --headers h.txt --body b.json --at 1745339401
          hook check --scheme hmac --hmac SignatureHeader=X-Signature --hmac "SignedContent={timestamp}.{body}" \
                     --hmac TimestampHeader=X-Timestamp --secret - --headers h.txt --body b.json
        """;

    private readonly Option<string> scheme = new("--scheme") { Required = true, HelpName = "SCHEME", Description = "How the sender signs; an unknown name lists all of them." };
    private readonly Option<string[]> secret = new("--secret") { Required = true, HelpName = "SECRET", Description = "The secret, or where to read it (see below); repeatable." };
    private readonly Option<string?> keyForm = new("--key-form") { HelpName = "FORM", Description = "How the secret's text becomes a key: utf8, base64, whsec, hex or whpk; default: that of the scheme." };
    private readonly Option<string> headersFile = new("--headers") { Required = true, HelpName = "FILE", Description = "The captured headers: 'Name: value' lines, curl -i or -v, HAR, or JSON of AWS or Google Cloud." };
    private readonly Option<string?> bodyFile = new("--body") { HelpName = "FILE", Description = "The captured body, byte for byte; default: that of a JSON capture." };
    private readonly Option<string?> at = CommonOptions.At("The time to check the delivery at; default: now.");
    private readonly Option<string[]> hmac = SigningOptions.Hmac();
    private readonly Option<string[]> set = SigningOptions.Set();
    private readonly Option<string?> requestUrl = SigningOptions.RequestUrl();
    private readonly Option<string?> method = new("--method") { HelpName = "METHOD", Description = "How it was sent; default: as the capture says, else POST." };
    private readonly Option<bool> json = CommonOptions.Json();

    public Command Create()
    {
        var command = new Command("check", "Checks whether a captured delivery verifies; if not, shows why and how to fix it.")
        {
            scheme, secret, keyForm, headersFile, bodyFile, at, hmac, set, requestUrl, method, json,
        };
        command.SetAction(Run);
        return command.WithNotes(Notes);
    }

    private int Run(ParseResult parsed)
    {
        var path = parsed.GetRequiredValue(headersFile);
        var capture = Capture.Read(context.Read(path, "--headers"), path);
        var url = parsed.GetValue(requestUrl) ?? capture.WholeUrl;
        var scheme = SigningOptions.Scheme(parsed.GetRequiredValue(this.scheme), SigningOptions.Parts(parsed.GetValue(hmac)!), LocalSettings.Find(context), url, SigningOptions.Further(parsed.GetValue(set)!));
        var form = SigningOptions.KeyForm(parsed.GetValue(keyForm));
        var at = CommonOptions.Time(parsed.GetValue(this.at), "--at") ?? context.Clock.GetUtcNow();
        var secrets = parsed.GetRequiredValue(secret).Select(text => new SecretText(SigningOptions.Secret(text, context), form)).ToList();
        if (secrets.Exists(text => string.IsNullOrWhiteSpace(text.Text)))
        {
            throw new UsageException("--secret: it is empty.");
        }

        var body = parsed.GetValue(bodyFile) is { } file ? context.Read(file, "--body")
            : capture.Body ?? throw new UsageException($"--body: it is missing, and '{path}' has no body; give the file with the body's bytes.");
        var delivery = new Delivery("captured", capture.Headers, body, at) { Query = QueryOf(capture.Url ?? url) };

        var diagnosis = SignatureDiagnostics.Diagnose(delivery, scheme, secrets, scheme.DefaultWindow, at, scheme.SignsPlainBytes);
        if (parsed.GetValue(json))
        {
            context.WriteJson(CheckView.Of(diagnosis, scheme, at), CheckView.Json);
        }
        else
        {
            CheckReport.Write(context.Output, diagnosis, scheme, at);
        }

        if ((parsed.GetValue(method) ?? capture.Method ?? "POST") is var sent && !sent.Equals("POST", StringComparison.OrdinalIgnoreCase))
        {
            context.Error.WriteLine($"It was sent by {sent}. A delivery is a POST, also where the method is signed; by other methods the receiver answers only what a sender asks before it sends events.");
        }

        return diagnosis.Verifies ? ExitCode.Success : diagnosis.Findings.Any(finding => finding.Fault == Fault.SecretUnreadable) ? ExitCode.Usage : ExitCode.Failure;
    }

    private static string QueryOf(string? url) => url?.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? url![(at.Value + 1)..].Split('#')[0] : "";
}
