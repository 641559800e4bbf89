using Cli.Rendering;
using Cli.Senders;

namespace Cli.Configuring;

// What was written, what to enter at the sender, what is weak, and what to do next.
internal sealed class NewSourceText(Screen screen, NewSource source, SenderView sender, string address)
{
    private bool IsLocal => new Uri(address).IsLoopback;

    public void WriteDone(string file, bool isNew, bool isGenerated)
    {
        screen.Line($"{(isNew ? "Created" : "Changed")} {file}", Emphasis.Success);
        foreach (var setting in source.Settings)
        {
            screen.Line($"  {source.Key(setting)} = {(setting.IsSecret ? $"({setting.Value!.Length} characters, not shown)" : setting.Value)}");
        }

        screen.Line();
        WriteAtSender(isGenerated);
        WriteFacts();
        screen.Line();
        screen.Line("Next");
        if (!source.Settings.Any(setting => setting.Name == NewSource.Secret))
        {
            screen.Line($"  start the receiver without the secret; when the sender shows it, repeat this command with --secret and --force");
        }

        Step("dotnet run --project src/LocalHost", "starts the receiver; restart it if it runs");
        if (sender.Handshakes.Count > 0 && sender.IsPreset)
        {
            Step($"hook send {source.Name} --handshake", "asks what the sender asks first");
        }

        Step(
            sender.HasKeyPair ? $"hook send {source.Name} --secret @private.pem" : $"hook send {source.Name}",
            sender.HasKeyPair ? "sends a sample; for a test, with a key pair of yours whose public half is in the settings" : "sends a sample, signed as its sender does");
        Step($"hook check --scheme {source.Scheme} --secret env:SECRET --headers FILE --body FILE", "explains a real delivery that is refused");
    }

    public void WriteAzure(string form)
    {
        foreach (var line in form == "az" ? AzureText.Az(source) : AzureText.Bicep(source))
        {
            screen.Line(line);
        }

        screen.Line();
        WriteAtSender(isGenerated: false);
        WriteFacts();
    }

    private void WriteAtSender(bool isGenerated)
    {
        screen.Line($"At the sender ({sender.Title})");
        var signed = source.Settings.FirstOrDefault(setting => setting.Name == NewSource.PublicUrl)?.Value;
        Fact("URL", signed is not null && signed != address ? signed : IsLocal ? $"https://<your app>/api/webhooks/{source.Name}; on this machine {address}" : address);
        Fact("where", sender.Address);
        Fact("secret", isGenerated ? $"{sender.Secret} The generated one in the file is for senders that let you enter one, and for tests." : sender.Secret);
        if (source.Settings.Any(setting => setting.Name == NewSource.VerifyToken))
        {
            Fact("token", "Enter the VerifyToken of the settings as the verification token.");
        }

        if (IsLocal && signed == address)
        {
            Fact("signed", "The sender signs its URL: before real deliveries set PublicUrl to the URL exactly as you enter it there.", Emphasis.Pending);
        }
    }

    private void WriteFacts()
    {
        foreach (var handshake in sender.Handshakes)
        {
            Fact("asks first", handshake);
        }

        foreach (var (name, text) in new[] { ("weak", sender.Weakness), ("unsigned id", sender.UnsignedId), ("no ids", sender.NoDeduplication) })
        {
            if (text is not null)
            {
                Fact(name, text, Emphasis.Pending);
            }
        }
    }

    // As it can be pasted into a shell.
    private void Step(string command, string why) => screen.Line($"  {command}   # {why}");

    private void Fact(string name, string text, Emphasis emphasis = Emphasis.None) => screen.Line($"  {name,-12} {text}", emphasis);
}
