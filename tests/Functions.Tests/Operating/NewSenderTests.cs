using System.Text.Json;
using Cli.Tests;
using Webhooks.Signatures.Handshakes;
using Webhooks.Signatures.Presets;

namespace Functions.Tests.Operating;

// From zero to a verified delivery, for every sender: what `hook new` writes is what the app starts with and `hook send` signs by.
public sealed class NewSenderTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private static readonly IReadOnlyList<string> Senders = [.. SchemeCatalog.Names.Where(name => name != SchemeCatalog.Hmac)];

    [AzuriteFact]
    public async Task Every_sender_is_configured_by_one_command_and_its_samples_and_handshakes_are_accepted()
    {
        using var folder = new Folder();
        var settings = await ConfigureAsync(folder.Path);
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), settings);
        var hook = new HookShell(app) { Directory = folder.Path };
        var problems = new List<string>();

        foreach (var sender in Senders)
        {
            hook.Variables["SECRET"] = SenderSecrets.OfSender(sender);
            await SendAsync(NameOf(sender), "--secret", "env:SECRET");
            if (HandshakesOf(sender).Any(handshake => handshake.Secret != SecretDelivery.Within))
            {
                await SendAsync(NameOf(sender), "--handshake", "--secret", "env:SECRET");
            }

            if (BringsSecret(sender))
            {
                await SendAsync(WithoutSecret(sender), "--handshake");
            }
        }

        problems.ShouldBeEmpty();

        async Task SendAsync(params string[] args)
        {
            if (await hook.RunAsync(["send", .. args]) != 0)
            {
                problems.Add($"{args[0]}: {hook.Output} {hook.Error}");
            }
        }
    }

    private static string NameOf(string sender) => "new-" + sender;

    private static string WithoutSecret(string sender) => "first-" + sender;

    private static IReadOnlyList<HandshakeSettings> HandshakesOf(string sender) => SchemeCatalog.FindPreset(sender)?.Handshakes ?? [];

    private static bool BringsSecret(string sender) => HandshakesOf(sender).Any(handshake => handshake.Secret == SecretDelivery.Within);

    private static async Task<Dictionary<string, string?>> ConfigureAsync(string folder)
    {
        var hook = new HookShell(null) { Directory = folder, Variables = new() { ["TOKEN"] = "https://www.example.com/topic" } };
        foreach (var sender in Senders)
        {
            hook.Variables["SECRET"] = SenderSecrets.OfReceiver(sender);
            string[] token = HandshakesOf(sender).Any(handshake => handshake.Token is not null) ? ["--verify-token", "env:TOKEN"] : [];
            string[] preset = ["--preset", sender, "--url", "https://hooks.example.com", .. token, .. SenderSettings.Options(sender)];
            (await hook.RunLocallyAsync(["new", NameOf(sender), "--secret", "env:SECRET", .. preset])).ShouldBe(0, hook.Error);
            if (BringsSecret(sender))
            {
                (await hook.RunLocallyAsync(["new", WithoutSecret(sender), .. preset])).ShouldBe(0, hook.Error);
            }
        }

        using var written = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "local.settings.json")));
        return written.RootElement.GetProperty("Values").EnumerateObject()
            .Where(setting => setting.Name.StartsWith("Sources__", StringComparison.Ordinal)).ToDictionary(setting => setting.Name, setting => setting.Value.GetString());
    }
}
