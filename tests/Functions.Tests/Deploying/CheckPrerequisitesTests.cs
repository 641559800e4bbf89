namespace Functions.Tests.Deploying;

public sealed class CheckPrerequisitesTests : IDisposable
{
    private static readonly object[] Sources = [new { name = "lab", scheme = "valara", secrets = 1 }];

    private readonly Deployment deployment = new();

    public void Dispose() => deployment.Dispose();

    [Fact]
    public async Task Parameters_that_the_receiver_will_accept_are_listed()
    {
        deployment.With(
            new { name = "camera-lab", scheme = "novavms", secrets = 2, expectedInterval = "P2D", settings = new { ReplayWindow = "1.00:00:00" } },
            new { name = "media", scheme = "fastpix", secrets = 0 });

        (await RunAsync(0)).Output.ShouldContain("camera-lab (novavms), media (fastpix)");
    }

    [Theory]
    [InlineData("Camera Lab", "valara", 1, "PT1H", "'Camera Lab' is no name of a source")]
    [InlineData("camera_lab", "valara", 1, "PT1H", "'camera_lab' is no name of a source")]
    [InlineData("lab", "vallara", 1, "PT1H", "unknown scheme 'vallara'")]
    [InlineData("lab", "hmac", 1, "PT1H", "Sources__lab__Hmac__SignatureHeader")]
    [InlineData("lab", "valara", 1, "P3D", "expectedInterval 'P3D'")]
    [InlineData("lab", "valara", 1, "1 hour", "expectedInterval '1 hour'")]
    [InlineData("lab", "valara", 0, "PT1H", "secrets is 0")]
    public async Task What_the_receiver_or_Azure_would_refuse_stops_it_before_anything_is_provisioned(string name, string scheme, int secrets, string expectedInterval, string why)
    {
        deployment.With(new { name, scheme, secrets, expectedInterval });

        var run = await RunAsync(1);

        run.Error.ShouldContain(why);
        run.Error.ShouldContain("nothing was provisioned");
    }

    [Fact]
    public async Task A_misspelt_setting_of_a_source_is_named()
    {
        deployment.With(new { name = "lab", scheme = "valara", secrets = 1, settings = new { RetentionDays = 7 } });

        (await RunAsync(1)).Error.ShouldContain("Sources__lab__RetentionDays: there is no such setting");
    }

    [Fact]
    public async Task Two_sources_of_one_name_and_none_at_all_are_refused()
    {
        deployment.With(new { name = "lab", scheme = "valara", secrets = 1 }, new { name = "lab", scheme = "github", secrets = 1 });
        (await RunAsync(1)).Error.ShouldContain("lab stands there 2 times");

        deployment.With();
        (await RunAsync(1)).Error.ShouldContain("there is none");
    }

    [Theory]
    [InlineData("CI", "true")]
    [InlineData("TF_BUILD", "True")]
    public async Task A_pipeline_that_does_not_know_whom_alerts_go_to_stops(string variable, string value)
    {
        deployment.WithParameters(("sources", Sources), ("operatorEmail", "${OPERATOR_EMAIL}"));
        deployment.Variables["OPERATOR_EMAIL"] = "";
        deployment.Variables[variable] = value;

        (await RunAsync(1)).Error.ShouldContain("OPERATOR_EMAIL is not set");

        deployment.Variables["OPERATOR_EMAIL"] = "on-call@example.com, team@example.com";
        (await RunAsync(0)).Output.ShouldNotContain("nobody");
    }

    [Theory]
    [InlineData("none", 0, "Alerts will reach nobody")]
    [InlineData("on-call@example.com,", 1, "'' is no e-mail address")]
    [InlineData("on-call", 1, "'on-call' is no e-mail address")]
    public async Task Who_is_to_be_told_of_alerts_is_said_outright_and_looked_at(string operatorEmail, int exitCode, string said)
    {
        deployment.WithParameters(("sources", Sources), ("operatorEmail", operatorEmail));

        var run = await RunAsync(exitCode);

        (run.Output + run.Error).ShouldContain(said);
    }

    [Fact]
    public async Task At_a_terminal_recipients_are_for_azd_to_ask_for()
    {
        deployment.WithParameters(("sources", Sources), ("operatorEmail", "${OPERATOR_EMAIL}"));

        (await RunAsync(0)).Error.ShouldBeEmpty();
    }

    [AzureTheory]
    [InlineData("vnetEnabled", "${VNET_ENABLED}")]
    [InlineData("networkAddressPrefix", "10.1.0.0/26")]
    public async Task A_network_needs_a_provider_and_a_way_to_the_vault(string parameter, string value)
    {
        await using var manager = await FakeResourceManager.StartAsync();
        manager.Providers["Microsoft.App"] = "NotRegistered";
        deployment.WithParameters(("sources", Sources), (parameter, value));
        deployment.Variables["VNET_ENABLED"] = "true";
        deployment.Variables["AZURE_SUBSCRIPTION_ID"] = "sub-1";
        deployment.Variables["AZURE_RESOURCE_MANAGER_ENDPOINT"] = manager.Url;

        (await RunAsync(1)).Error.ShouldContain("(NotRegistered): az provider register --namespace Microsoft.App --wait");

        manager.Providers["Microsoft.App"] = "Registered";
        (await RunAsync(0)).Output.ShouldContain("name its public address in vaultAllowedAddresses");

        deployment.Variables["RUNNER_ENVIRONMENT"] = "github-hosted";
        (await RunAsync(0)).Output.ShouldContain("a runner that GitHub hosts does not reach the vault");

        manager.Refusal = 403;
        (await RunAsync(1)).Error.ShouldContain("cannot be asked: 403");
    }

    // azd takes a boolean that it cannot read for the default, so that a network somebody asked for would silently not be there.
    [Theory]
    [InlineData("yes")]
    [InlineData("on")]
    [InlineData("ture")]
    [InlineData("tRUE")]
    [InlineData("true ")]
    public async Task A_network_that_azd_would_not_understand_stops_it(string enabled)
    {
        deployment.WithParameters(("sources", Sources), ("vnetEnabled", "${VNET_ENABLED}"));
        deployment.Variables["VNET_ENABLED"] = enabled;

        (await RunAsync(1)).Error.ShouldContain($"vnetEnabled: '{enabled}' is neither true nor false");
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("F", false)]
    [InlineData("False", false)]
    [InlineData("0", false)]
    [InlineData("1", true)]
    [InlineData("t", true)]
    [InlineData("TRUE", true)]
    public async Task A_network_is_there_when_azd_understands_that_it_shall_be(string enabled, bool network)
    {
        deployment.WithParameters(("sources", Sources), ("vnetEnabled", "${VNET_ENABLED}"));
        deployment.Variables["VNET_ENABLED"] = enabled;

        (await RunAsync(0)).Output.Contains("az provider register", StringComparison.Ordinal).ShouldBe(network);
    }

    [Fact]
    public async Task Before_the_subscription_is_chosen_the_provider_is_only_spoken_of()
    {
        deployment.WithParameters(("sources", Sources), ("vnetEnabled", true), ("vaultAllowedAddresses", new[] { "203.0.113.7" }));

        var run = await RunAsync(0);

        run.Output.ShouldContain("az provider register");
        run.Output.ShouldNotContain("vaultAllowedAddresses");
    }

    [Theory]
    [InlineData("{ \"parameters\": {")]
    [InlineData("{ }")]
    [InlineData("{ \"parameters\": { \"sources\": { \"value\": [ { \"name\": \"lab\", \"scheme\": \"valara\", \"secrets\": \"1\" } ] } } }")]
    public async Task Parameters_that_cannot_be_read_are_named_by_their_file(string content)
    {
        deployment.Write("infra/main.parameters.json", content);

        (await RunAsync(1)).Error.ShouldContain("infra/main.parameters.json cannot be read");
    }

    private async Task<HookRun> RunAsync(int exitCode)
    {
        var run = await HookRun.OfAsync("CheckPrerequisites.cs", deployment);
        run.ExitCode.ShouldBe(exitCode, run.Output + run.Error);
        run.Error.ShouldNotContain("   at ");
        return run;
    }
}
