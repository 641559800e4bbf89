using System.Net;
using LocalHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Functions.Tests.LocalHost;

public sealed class SettingsTests
{
    private static readonly Dictionary<string, string?> NoSettings = [];

    [Fact]
    public async Task Values_of_the_file_become_settings_with_double_underscores_as_levels()
    {
        using var folder = new Folder();
        var file = folder.Write("own.json", """{ "IsEncrypted": false, "Values": { "Sources__lab__Scheme": "valara", "Number": 3 /* a comment */ } }""");
        await using var host = await (SampleHost.With() with { SettingsFile = file, Settings = NoSettings }).StartAsync();
        var settings = host.Services.GetRequiredService<IConfiguration>();

        settings["Sources:lab:Scheme"].ShouldBe("valara");
        settings["Number"].ShouldBe("3");
        host.SettingsFile.ShouldBe(file);
    }

    [Fact]
    public async Task The_environment_wins_over_the_file()
    {
        var name = $"LOCALHOST_TEST_{Guid.NewGuid():N}";
        Environment.SetEnvironmentVariable(name + "__Inner", "environment");
        using var folder = new Folder();
        var file = folder.Write("own.json", $$"""{ "Values": { "{{name}}__Inner": "file", "{{name}}__Other": "file" } }""");
        await using var host = await (SampleHost.With() with { SettingsFile = file, Settings = NoSettings }).StartAsync();
        var settings = host.Services.GetRequiredService<IConfiguration>().GetSection(name);

        settings["Inner"].ShouldBe("environment");
        settings["Other"].ShouldBe("file");
    }

    [Theory]
    [InlineData(true, "local.settings.json")]
    [InlineData(false, "local.settings.sample.json")]
    public async Task Without_a_file_of_ones_own_the_sample_serves(bool ownExists, string used)
    {
        using var root = new Folder();
        root.Write("host.json", "{}");
        root.Write("local.settings.sample.json", """{ "Values": {} }""");
        if (ownExists)
        {
            root.Write("local.settings.json", """{ "Values": {} }""");
        }

        await using var host = await (SampleHost.With() with { Root = root.Path, Settings = NoSettings }).StartAsync();

        host.SettingsFile.ShouldBe(Path.Combine(root.Path, used));
    }

    [Theory]
    [InlineData("""{ "IsEncrypted": true }""", "does not support \"IsEncrypted\"")]
    [InlineData("""{ "Host": { "LocalHttpPort": 7072 } }""", "The address is set with --urls.")]
    [InlineData("""{ "Values": { "Sources": {} } }""", "the value of Sources must be a text")]
    [InlineData("[]", "is not a JSON object")]
    public async Task A_file_that_means_more_than_values_is_refused(string json, string why)
    {
        using var folder = new Folder();

        (await (SampleHost.With() with { SettingsFile = folder.Write("own.json", json) }).RefusalAsync()).ShouldContain(why);
    }

    [Theory]
    [InlineData("{\n  \"Values\": {\n    \"A\": \"1\"\n    \"B\": \"2\"\n  }\n}", "is not valid JSON: there is an error at line 4, character 5")]
    [InlineData("""{ "Values" """, "is not valid JSON: there is an error at line 1")]
    [InlineData("", "is not valid JSON: there is an error at line 1, character 1")]
    public async Task A_broken_file_is_reported_by_line_and_in_our_own_words(string json, string why)
    {
        using var folder = new Folder();

        var refusal = await (SampleHost.With() with { SettingsFile = folder.Write("own.json", json) }).RefusalAsync();

        refusal.ShouldContain(why);
        refusal.ShouldContain("look there for a missing comma");
        refusal.ShouldNotContain("BytePositionInLine");
        refusal.ShouldNotContain("Path:");
    }

    [Fact]
    public async Task A_missing_file_is_reported_in_one_sentence()
    {
        using var folder = new Folder();

        (await (SampleHost.With() with { SettingsFile = Path.Combine(folder.Path, "none.json") }).RefusalAsync()).ShouldStartWith("There is no file ");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("7072")]
    [InlineData("https://127.0.0.1:7072")]
    [InlineData("http://127.0.0.1:7072/path")]
    [InlineData("http://127.0.0.1:7072;http://127.0.0.1:7073")]
    [InlineData("http://127.0.0.1:99999")]
    public async Task An_address_that_nothing_can_listen_at_is_reported_with_one_that_works(string url)
    {
        var refusal = await (SampleHost.With() with { Urls = url }).RefusalAsync();

        refusal.ShouldBe($"--urls: '{url}' is not an address to listen at; write one http address and a port, without a path, for example --urls http://127.0.0.1:7072.");
    }

    // Kestrel listens at every address when it is given a name, and looks nothing up.
    [Theory]
    [InlineData("receiver.invalid")]
    [InlineData("localhost.invalid")]
    [InlineData("127.0.0.1.invalid")]
    public async Task A_name_that_does_not_lead_to_this_machine_opens_nothing(string name)
    {
        var refusal = await (SampleHost.With() with { Urls = $"http://{name}:0" }).RefusalAsync();

        refusal.ShouldBe($"--urls: '{name}' is not a name of this machine, and Kestrel would listen at all addresses instead. Write 127.0.0.1, an address of this machine, or * for all of them.");
    }

    [Theory]
    [InlineData("http://127.0.0.1:0", null)]
    [InlineData("http://[::1]:0", null)]
    [InlineData("http://127.0.0.2:0", null)]
    [InlineData("http://*:0", "Listens at all addresses of this machine: other machines can call it, too")]
    [InlineData("http://0.0.0.0:0", "Listens at all addresses of this machine: other machines can call it, too")]
    [InlineData("http://[::]:0", "Listens at all addresses of this machine: other machines can call it, too")]
    public async Task The_start_report_says_who_can_call(string urls, string? said)
    {
        await using var host = await (SampleHost.With(typeof(Worker)) with { Urls = urls }).StartAsync();

        StartReport.Lines(host, RepositoryRoot.Path).FirstOrDefault(line => line.StartsWith("Listens", StringComparison.Ordinal)).ShouldBe(said);
    }

    [Fact]
    public async Task A_name_of_this_machine_is_told_to_open_every_address()
    {
        await using var host = await (SampleHost.With(typeof(Worker)) with { Urls = $"http://{Dns.GetHostName()}:0" }).StartAsync();

        StartReport.Lines(host, RepositoryRoot.Path).ShouldContain("Listens at all addresses of this machine: other machines can call it, too");
    }

    [Theory]
    [InlineData("nonsense", "AzureWebJobsStorage is not a connection string of a storage account")]
    [InlineData("", "AzureWebJobsStorage is missing")]
    public async Task Storage_that_cannot_be_reached_by_its_setting_stops_the_start(string setting, string why) =>
        (await (SampleHost.With(typeof(Worker)) with { Listen = true }).Setting(("AzureWebJobsStorage", setting)).RefusalAsync()).ShouldContain(why);

    [Fact]
    public async Task What_the_app_refuses_is_told_failure_by_failure()
    {
        var options = SampleHost.With() with { AddServices = (_, _) => throw new OptionsValidationException("", typeof(object), ["One is wrong.", "Two is wrong."]) };

        (await options.RefusalAsync()).ShouldBe("One is wrong." + Environment.NewLine + "Two is wrong.");
    }
}
