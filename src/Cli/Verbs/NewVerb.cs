using Cli.Configuring;
using Cli.Operating;
using Cli.Rendering;
using Cli.Senders;
using Cli.Sending;
using Webhooks;
using Webhooks.Signatures.Presets;
using Webhooks.Signatures.Schemes;

namespace Cli.Verbs;

internal sealed class NewVerb(CliContext context)
{
    private const string Notes = """
        Writes Scheme, secret and what else the preset needs into the nearest local.settings.json; if there is none, it is made from
        local.settings.sample.json. Everything else in the file stays. A source that is there is replaced only with --force. Nothing is
        sent. --print writes nothing and prints what to do in Azure instead.

        Secrets: --secret takes @FILE, - (standard input), env:NAME, or the text itself, which stays in the shell's history; so does
        --verify-token. --generate makes a secret for senders where you choose it. A secret is never shown.

        A sender that no preset describes: --preset hmac and its parts by --hmac (docs/senders/new-sender.md).

        Exit code: 0 done, 2 invalid arguments or settings; nothing was written.

        Examples:
          hook new shop --preset shopify --secret env:SHOPIFY_SECRET
          hook new github --preset github --generate
          hook new shop --preset shopify --print az
          hook new crm --preset hmac --hmac SignatureHeader=X-Crm-Signature --hmac EventId=json:id --secret @secret.txt
        """;

    private readonly Argument<string> source = new("SOURCE") { Description = "The name of the source: lower-case letters, digits and hyphens. It is in the URL." };
    private readonly Option<string> preset = new("--preset") { Required = true, HelpName = "PRESET", Description = "The sender: a name of `hook presets`, or hmac." };
    private readonly Option<string?> file = new("--file") { HelpName = "FILE", Description = "The settings file; default: the nearest local.settings.json." };
    private readonly Option<string?> secret = new("--secret") { HelpName = "SECRET", Description = "The sender's secret, or where to read it." };
    private readonly Option<bool> generate = new("--generate") { Description = "Generate the secret, for senders where you choose it." };
    private readonly Option<string?> publicUrl = new("--public-url") { HelpName = "URL", Description = "The URL exactly as you enter it at the sender, for senders that sign it; default: --url and the source's path." };
    private readonly Option<string?> verifyToken = new("--verify-token") { HelpName = "TOKEN", Description = "The token that the sender's handshake must bring, where it has one; default: a generated one." };
    private readonly Option<string[]> hmac = SigningOptions.Hmac();
    private readonly Option<string[]> set = SigningOptions.Set();
    private readonly Option<string?> url = ReceiverOptions.Url();
    private readonly Option<string?> print = new("--print") { HelpName = "FORM", Description = "Write nothing; print the settings for Azure: az or bicep." };
    private readonly Option<bool> force = new("--force") { Description = "Replace a source that is there." };

    public Command Create()
    {
        preset.CompletionSources.Add(_ => new SenderCatalog(LocalSettings.Find(context).Presets).Names.Append(SchemeCatalog.Hmac).Select(name => new System.CommandLine.Completions.CompletionItem(name)));
        print.AcceptOnlyFromAmong("az", "bicep");
        var command = new Command("new", "Writes the settings of a new source, and says what to enter at the sender.")
        {
            source, preset, file, secret, generate, publicUrl, verifyToken, hmac, set, url, print, force,
        };
        command.SetAction(Run);
        return command.WithNotes(Notes);
    }

    private int Run(ParseResult parsed)
    {
        var name = SourceCatalog.Spell(parsed.GetRequiredValue(source));
        var scheme = parsed.GetRequiredValue(preset);
        var known = LocalSettings.Find(context);
        var senders = new SenderCatalog(known.Presets);
        var sender = scheme == SchemeCatalog.Hmac ? senders.BySettings : senders.Find(scheme, "--preset");
        var address = $"{ReceiverOptions.Address(parsed, url, profile: null, context).AbsoluteUri.TrimEnd('/')}/api/webhooks/{name}";
        var created = new NewSource(name, scheme, [.. Settings(parsed, sender, known, address)]);
        created.Read(known);

        var steps = new NewSourceText(context.Screen, created, sender, address);
        if (parsed.GetValue(print) is { } form)
        {
            steps.WriteAzure(form);
        }
        else
        {
            var settings = new SettingsFile(context, parsed.GetValue(file));
            var isNew = !settings.Exists;
            settings.Write(settings.Change(name, created.Known, parsed.GetValue(force)));
            steps.WriteDone(settings.Path, isNew, parsed.GetValue(generate));
        }

        return ExitCode.Success;
    }

    private IEnumerable<NewSetting> Settings(ParseResult parsed, SenderView sender, LocalSettings known, string address)
    {
        var name = parsed.GetRequiredValue(preset);
        var parts = SigningOptions.Parts(parsed.GetValue(hmac)!);
        var content = parts.LastOrDefault(part => part.Key.Equals("SignedContent", StringComparison.OrdinalIgnoreCase)).Value ?? sender.SignedContent;
        var signed = parsed.GetValue(publicUrl) ?? (SignedUrl.IsIn(content) || sender.Needs.Contains(NewSource.PublicUrl) ? address : null);
        yield return new("Scheme", name);
        foreach (var (part, value) in parts)
        {
            yield return new("Hmac__" + part, value);
        }

        if (signed is not null)
        {
            yield return new(NewSource.PublicUrl, signed);
        }

        if (Secret(parsed, SigningOptions.Scheme(name, parts, known, signed, Further(parsed)), sender) is { } found)
        {
            yield return found;
        }

        if (sender.Needs.Contains(NewSource.VerifyToken) || parsed.GetValue(verifyToken) is not null)
        {
            yield return new(NewSource.VerifyToken, parsed.GetValue(print) is null ? Token(parsed, sender) : null, IsSecret: true);
        }

        foreach (var (further, value) in Further(parsed))
        {
            yield return new(further, value, further.StartsWith("Secrets__", StringComparison.OrdinalIgnoreCase));
        }
    }

    private IReadOnlyList<KeyValuePair<string, string?>> Further(ParseResult parsed) => SigningOptions.Further(parsed.GetValue(set)!);

    private string Token(ParseResult parsed, SenderView sender) =>
        parsed.GetValue(verifyToken) is { } given ? SigningOptions.Secret(given, context)
        : sender.TokenIsTopic ? throw new UsageException($"--verify-token: it is missing. {sender.Title} names a topic in its handshake; give the topic that you subscribe to.")
        : GeneratedSecret.Token();

    private static bool NeedsNoSecret(SignatureScheme scheme) => scheme.AnswersBeforeSecret || scheme.Publication is not null;

    private NewSetting? Secret(ParseResult parsed, SignatureScheme scheme, SenderView sender)
    {
        var (given, generated) = (parsed.GetValue(secret), parsed.GetValue(generate));
        if (given is not null && generated)
        {
            throw new UsageException("--secret, --generate: give one of them.");
        }

        if (parsed.GetValue(print) is not null)
        {
            return given is not null || generated ? throw new UsageException("--print: it prints no secret; leave out --secret and --generate, and put the secret into the vault.")
                : NeedsNoSecret(scheme) ? null : new(NewSource.Secret, null, IsSecret: true);
        }

        if (generated)
        {
            return new(NewSource.Secret, GeneratedSecret.Of(scheme) ?? throw new UsageException($"--generate: {sender.Title} signs with a key of its own; give its public key by --secret."), IsSecret: true);
        }

        return given is not null ? new(NewSource.Secret, SigningOptions.Secret(given, context).Trim('\r', '\n'), IsSecret: true)
            : NeedsNoSecret(scheme) ? null
            : throw new UsageException($"--secret: it is missing. Give it as @FILE, env:NAME or - (standard input), or --generate where you choose it yourself.{Environment.NewLine}Where it is: {sender.Secret}");
    }
}
