namespace Functions.Tests.Deploying;

public sealed class CheckPrerequisitesTests : IDisposable
{
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
    [InlineData("lab", "vallara", 1, "PT1H", "'vallara' is no scheme")]
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
