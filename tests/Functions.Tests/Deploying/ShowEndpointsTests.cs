namespace Functions.Tests.Deploying;

public sealed class ShowEndpointsTests
{
    [Fact]
    public async Task It_says_where_senders_deliver_and_what_to_do_next()
    {
        using var deployment = new Deployment();
        deployment.Variables["RECEIVER_URL"] = "https://app.example.com/";
        deployment.Variables["SOURCE_NAMES"] = """["valara","camera-lab"]""";
        deployment.Variables["SECRET_NAMES"] = """["source-valara-0"]""";
        deployment.Variables["WORKBOOK_URL"] = "https://portal.example.com/workbook";
        deployment.Variables["AZURE_FUNCTION_NAME"] = "func-1";
        deployment.Variables["AZURE_RESOURCE_GROUP"] = "rg-1";

        var run = await HookRun.OfAsync("ShowEndpoints.cs", deployment);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("https://app.example.com/api/webhooks/valara");
        run.Output.ShouldContain("https://app.example.com/api/webhooks/camera-lab");
        run.Output.ShouldContain("camera-lab has no secret yet");
        run.Output.ShouldNotContain("valara has no secret yet");
        run.Output.ShouldContain("https://app.example.com/api/health");
        run.Output.ShouldContain("https://app.example.com/api/operator");
        run.Output.ShouldContain("https://portal.example.com/workbook");
        run.Output.ShouldContain("send valara --scheme <scheme> --secret env:SECRET --url https://app.example.com");
        run.Output.ShouldContain("az functionapp keys list --name func-1 --resource-group rg-1");
    }

    [Fact]
    public async Task Outside_azd_it_says_how_to_run_it()
    {
        using var deployment = new Deployment();

        var run = await HookRun.OfAsync("ShowEndpoints.cs", deployment);

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("RECEIVER_URL is missing");
        run.Error.ShouldContain("azd hooks run");
    }
}
