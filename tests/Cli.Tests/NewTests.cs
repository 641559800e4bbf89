using System.Text.Json;
using Webhooks.Settings;
using Webhooks.Signatures.Presets;

namespace Cli.Tests;

public sealed class NewTests : IDisposable
{
    private const string Secret = "a-secret-that-nobody-else-has";

    private const string Sample = """
        {
          "IsEncrypted": false,
          "Values": {
            "AzureWebJobsStorage": "UseDevelopmentStorage=true",

            // Cameras.
            "Sources__cameras__Scheme": "novavms",
            "Sources__cameras__Secrets__0__Value": "whsec_live_0123456789abcdef" // rotated in May
          }
        }

        """;

    private readonly Shell shell = new();

    public static TheoryData<string> Presets => [.. SchemeCatalog.Names.Where(name => name != SchemeCatalog.Hmac)];

    public void Dispose() => shell.Dispose();

    [Fact]
    public async Task A_source_is_written_into_the_settings_and_its_secret_is_not_shown()
    {
        var path = shell.File("local.settings.json", Sample);

        (await NewAsync("shop", "shopify")).ShouldBe(0, shell.Error);

        var text = await File.ReadAllTextAsync(path);
        text.ShouldBe(Sample.Replace("\"whsec_live_0123456789abcdef\" // rotated in May", $"""
            "whsec_live_0123456789abcdef", // rotated in May

                "Sources__shop__Scheme": "shopify",
                "Sources__shop__Secrets__0__Value": "{Secret}"
            """, StringComparison.Ordinal));
        (shell.Output + shell.Error).ShouldNotContain(Secret);
        shell.Output.ShouldContain("/api/webhooks/shop");
        shell.Output.ShouldContain(SchemeCatalog.FindPreset("shopify")!.Facts.Secret);
        shell.Output.ShouldContain("hook send shop");
    }

    [Fact]
    public async Task Without_a_settings_file_one_is_made_from_the_sample()
    {
        var sample = shell.File("local.settings.sample.json", Sample);

        (await NewAsync("shop", "shopify")).ShouldBe(0, shell.Error);

        (await File.ReadAllTextAsync(sample)).ShouldBe(Sample);
        var values = Values(Path.Combine(Path.GetDirectoryName(sample)!, "local.settings.json"));
        values["Sources__cameras__Scheme"].ShouldBe("novavms");
        values["Sources__shop__Secrets__0__Value"].ShouldBe(Secret);
    }

    [Fact]
    public async Task Without_a_sample_a_file_is_made_that_the_app_can_start_with()
    {
        (await NewAsync("shop", "shopify", "--file", "of-its-own.json")).ShouldBe(0, shell.Error);

        var path = shell.PathOf("of-its-own.json");
        Values(path).Keys.ShouldBe(["FUNCTIONS_WORKER_RUNTIME", "AzureWebJobsStorage", "Sources__shop__Scheme", "Sources__shop__Secrets__0__Value"]);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Theory]
    [InlineData("cameras", "Sources__cameras__")]
    [InlineData("CAMERAS", "Sources__cameras__")]
    [InlineData("back-yard", "Sources__back_yard__")]
    [InlineData("back-yard", "Sources:back-yard:")]
    public async Task A_source_that_is_there_is_replaced_only_with_force(string source, string prefix)
    {
        var text = Sample.Replace("Sources__cameras__", prefix, StringComparison.Ordinal);
        var path = shell.File("local.settings.json", text);

        (await NewAsync(source, "shopify")).ShouldBe(2);
        shell.Error.ShouldContain("--force");
        (await File.ReadAllTextAsync(path)).ShouldBe(text);

        (await NewAsync(source, "shopify", "--force")).ShouldBe(0, shell.Error);
        Sources(path).ShouldHaveSingleItem().Scheme.Name.ShouldBe("shopify");
        (await File.ReadAllTextAsync(path)).ShouldContain("// Cameras.");
    }

    [Theory]
    [InlineData("{\"Values\":{}}")]
    [InlineData("{\"Values\":{\"a\":\"b\"}}")]
    [InlineData("{\"Values\":{\"a\":\"b\",}, \"Host\": { \"Values\": 1 }}")]
    [InlineData("\uFEFF{\r\n\t\"Host\": {},\r\n\t\"Values\": {\r\n\t\t\"a\": \"b\"\r\n\t}\r\n}\r\n")]
    [InlineData("{\n  \"Values\": {\n    \"a\": \"}, { // \\\" ,\", /* , */\n    // \"c\": \"d\"\n  }\n}")]
    [InlineData("{\n  \"Values\": {\n    \"Sources__shop__Scheme\": \"stripe\",\n    \"a\": \"b\"\n  }\n}")]
    [InlineData("{\n  \"Values\": {\n    \"a\": \"b\",\n    \"Sources__shop__Scheme\": \"stripe\", \"Sources__shop__Secrets__0__Value\": \"x\"\n  }\n}")]
    [InlineData("{\n  \"Values\": {\n    \"Sources__shop__Scheme\": \"stripe\"\n  }\n}")]
    public async Task However_a_file_is_written_all_else_stays_in_it(string text)
    {
        var path = shell.File("local.settings.json", text);
        var before = Values(path);

        (await NewAsync("shop", "shopify", "--force")).ShouldBe(0, shell.Error);

        var after = Values(path);
        after.Where(pair => !pair.Key.StartsWith("Sources__shop__", StringComparison.Ordinal)).ShouldBe(before.Where(pair => !pair.Key.StartsWith("Sources__shop__", StringComparison.Ordinal)));
        after["Sources__shop__Scheme"].ShouldBe("shopify");
        after["Sources__shop__Secrets__0__Value"].ShouldBe(Secret);
        after.Count.ShouldBe(before.Keys.Count(key => !key.StartsWith("Sources__shop__", StringComparison.Ordinal)) + 2);
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public async Task With_any_preset_the_settings_are_those_that_the_receiver_reads(string preset)
    {
        var secret = SenderSecrets.OfReceiver(preset);
        shell.Variables["SECRET"] = secret;

        shell.Variables["TOKEN"] = "https://www.example.com/a-topic";
        string[] token = SchemeCatalog.FindPreset(preset)?.Handshakes.Any(handshake => handshake.Token is not null) == true ? ["--verify-token", "env:TOKEN"] : [];

        (await shell.RunAsync(["new", "new-one", "--preset", preset, "--secret", "env:SECRET", .. token, .. SenderSettings.Options(preset)])).ShouldBe(0, shell.Error);

        shell.Output.ShouldNotContain("a-topic");
        Sources(shell.PathOf("local.settings.json")).ShouldHaveSingleItem().Scheme.Name.ShouldBe(preset);
        shell.Output.ShouldNotContain(secret);
        if (SchemeCatalog.FindPreset(preset) is { } known)
        {
            string?[] facts = [known.Weakness, known.UnsignedId, known.NoDeduplication, known.Facts.Secret, known.Facts.Address];
            facts.Where(fact => fact is not null && !shell.Output.Contains(fact, StringComparison.Ordinal)).ShouldBeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public async Task With_any_preset_what_is_printed_for_azure_has_no_value_of_a_secret(string preset)
    {
        foreach (var form in new[] { "az", "bicep" })
        {
            (await shell.RunAsync(["new", "new-one", "--preset", preset, "--print", form, "--url", "https://receiver.example.com", .. SenderSettings.Options(preset)])).ShouldBe(0, shell.Error);

            shell.Output.ShouldContain(preset);
            shell.Output.ShouldContain("https://receiver.example.com/api/webhooks/new-one");
        }

        File.Exists(shell.PathOf("local.settings.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task For_azure_the_secret_is_in_the_vault()
    {
        (await shell.RunAsync("new", "front-shop", "--preset", "shopify", "--print", "az")).ShouldBe(0, shell.Error);
        shell.Output.ShouldContain("az keyvault secret set --vault-name $VAULT --name source-front-shop-0 --file secret.txt");
        shell.Output.ShouldContain("'Sources__front_shop__Scheme=shopify' \"Sources__front_shop__Secrets__0__Value=@Microsoft.KeyVault(VaultName=$VAULT;SecretName=source-front-shop-0)\"");

        (await shell.RunAsync("new", "front-shop", "--preset", "shopify", "--set", "ReplayWindow=00:10:00", "--print", "bicep")).ShouldBe(0, shell.Error);
        shell.Output.ShouldStartWith("""{"name":"front-shop","scheme":"shopify","secrets":1,"settings":{"ReplayWindow":"00:10:00"}}""");
    }

    [Fact]
    public async Task A_generated_secret_is_new_each_time_and_not_shown()
    {
        var secrets = new List<string>();
        foreach (var name in new[] { "one", "two" })
        {
            (await shell.RunAsync("new", name, "--preset", "github", "--generate")).ShouldBe(0, shell.Error);
            secrets.Add(Values(shell.PathOf("local.settings.json"))[$"Sources__{name}__Secrets__0__Value"]);
            shell.Output.ShouldNotContain(secrets[^1]);
        }

        secrets.ShouldBeUnique();
        secrets.ShouldAllBe(secret => secret.Length == 64);
    }

    [Fact]
    public async Task A_sender_without_a_preset_is_described_by_its_parts()
    {
        shell.Variables["SECRET"] = Secret;

        (await shell.RunAsync("new", "crm", "--preset", "hmac", "--hmac", "SignatureHeader=X-Crm-Signature", "--hmac", "EventId=json:id", "--set", "Retention=60.00:00:00", "--secret", "env:SECRET")).ShouldBe(0, shell.Error);

        var source = Sources(shell.PathOf("local.settings.json")).ShouldHaveSingleItem();
        source.Scheme.Definitions[0].SignatureHeader.ShouldBe("X-Crm-Signature");
        source.Retention.ShouldBe(TimeSpan.FromDays(60));
    }

    [Theory]
    [InlineData("--secret: it is missing", "shop", "--preset", "shopify")]
    [InlineData("Shopify", "shop", "--preset", "shopfy", "--generate")]
    [InlineData("signs with a key of its own", "shop", "--preset", "discord", "--generate")]
    [InlineData("give the topic", "shop", "--preset", "websub", "--generate")]
    [InlineData("give one of them", "shop", "--preset", "shopify", "--generate", "--secret", "x")]
    [InlineData("prints no secret", "shop", "--preset", "shopify", "--generate", "--print", "az")]
    [InlineData("63 lower-case letters", "my shop", "--preset", "shopify", "--generate")]
    [InlineData("Retenshun", "shop", "--preset", "shopify", "--generate", "--set", "Retenshun=1")]
    [InlineData("NAME=VALUE", "shop", "--preset", "shopify", "--generate", "--set", "Retention")]
    [InlineData("SignatureHeader", "shop", "--preset", "hmac", "--generate")]
    [InlineData("part of the repository", "shop", "--preset", "shopify", "--generate", "--file", "local.settings.sample.json")]
    [InlineData("cannot be written", "shop", "--preset", "shopify", "--generate", "--file", "nowhere/settings.json")]
    public async Task What_cannot_be_written_says_what_to_do_and_ends_in_2(string said, params string[] args)
    {
        (await shell.RunAsync(["new", .. args])).ShouldBe(2, shell.Output);

        shell.Error.ShouldContain(said, Case.Insensitive);
        File.Exists(shell.PathOf("local.settings.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_that_is_not_settings_is_left_alone()
    {
        var path = shell.File("local.settings.json", "{ \"Values\": [] }");

        (await NewAsync("shop", "shopify", "--force")).ShouldBe(2);

        shell.Error.ShouldContain("\"Values\"");
        (await File.ReadAllTextAsync(path)).ShouldBe("{ \"Values\": [] }");
    }

    private Task<int> NewAsync(string source, string preset, params string[] options)
    {
        shell.Variables["SECRET"] = Secret;
        return shell.RunAsync(["new", source, "--preset", preset, "--secret", "env:SECRET", .. options]);
    }

    private static IReadOnlyList<Webhooks.Source> Sources(string path)
    {
        var reader = new SettingsReader(Values(path).Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)));
        var sources = SourceSettings.Read(reader);
        reader.Problems.ShouldBeEmpty();
        return sources;
    }

    private static Dictionary<string, string> Values(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return document.RootElement.GetProperty("Values").EnumerateObject().ToDictionary(property => property.Name, property => property.Value.GetString()!);
    }
}
