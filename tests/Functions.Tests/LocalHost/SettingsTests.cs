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
    [InlineData("""{ "IsEncrypted": true }""", "does not know \"IsEncrypted\"")]
    [InlineData("""{ "Host": { "LocalHttpPort": 7072 } }""", "The address is set with --urls.")]
    [InlineData("""{ "Values": { "Sources": {} } }""", "the value of Sources must be a text")]
    [InlineData("""{ "Values" """, "cannot be read")]
    [InlineData("[]", "it is not a JSON object")]
    public async Task A_file_that_means_more_than_values_is_refused(string json, string why)
    {
        using var folder = new Folder();

        (await (SampleHost.With() with { SettingsFile = folder.Write("own.json", json) }).RefusalAsync()).ShouldContain(why);
    }

    [Theory]
    [InlineData("nonsense", "AzureWebJobsStorage is no connection string of a storage account")]
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
