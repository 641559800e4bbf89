using Webhooks.Events;
using Webhooks.Processing;

namespace Functions.Tests.Deploying;

/// <summary>The script that has the last word on a deployment, against the real app: it must not call good what is not.</summary>
public sealed class SmokeTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private const string Scheme = "standard-webhooks";

    [BashFact]
    public async Task A_receiver_that_receives_and_processes_is_good()
    {
        await using var app = await StartAsync(listen: true);

        var (exitCode, said) = await SmokeAsync(app);

        exitCode.ShouldBe(0, said);
        said.ShouldContain("status    Processed");
        said.ShouldNotContain(From.ReferenceSecret);
        said.ShouldNotContain("key-of-the-function");
    }

    [BashFact]
    public async Task A_receiver_that_accepts_and_does_not_process_is_not_good()
    {
        await using var app = await StartAsync(listen: false);

        var (exitCode, said) = await SmokeAsync(app, ("SMOKE_PATIENCE", "3"));

        exitCode.ShouldBe(1, said);
        said.ShouldContain("202");
        said.ShouldContain("Not within 3 s: the event is processed");
    }

    [BashFact]
    public async Task A_receiver_whose_handlers_fail_is_not_good()
    {
        await using var app = await StartAsync(listen: true, handler: new Failing());

        var (exitCode, said) = await SmokeAsync(app);

        exitCode.ShouldBe(1, said);
        said.ShouldContain("DeadLettered");
    }

    [BashFact]
    public async Task A_wrong_secret_and_a_receiver_that_is_not_there_are_not_good()
    {
        await using var app = await StartAsync(listen: true);

        var (exitCode, said) = await SmokeAsync(app, ("SMOKE_SECRET", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSX"));
        exitCode.ShouldBe(1, said);
        said.ShouldContain("401");

        (exitCode, said) = await SmokeAsync(app, ("RECEIVER_URL", "http://127.0.0.1:1"), ("SMOKE_PATIENCE", "0"));
        exitCode.ShouldBe(1, said);
        said.ShouldContain("/api/health answers 200");
    }

    private Task<ReceiverApp> StartAsync(bool listen, IEventHandler? handler = null) =>
        ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler, listen: listen, clock: new ManualClock(TimeProvider.System.GetUtcNow()));

    // The secret and the key come from az, as in the pipeline.
    private static async Task<(int ExitCode, string Said)> SmokeAsync(ReceiverApp app, params (string Name, string Value)[] variables)
    {
        var tools = Directory.CreateTempSubdirectory("smoke-");
        try
        {
            var az = Path.Combine(tools.FullName, "az");
            await File.WriteAllTextAsync(az, $"""
                #!/bin/sh
                case "$*" in
                  *"keyvault secret show --vault-name vault-1 --name source-{Scheme}-0 "*) echo "{From.ReferenceSecret}" ;;
                  *"functionapp keys list --name func-1 --resource-group rg-1 "*) echo "key-of-the-function" ;;
                  *) exit 1 ;;
                esac
                """);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(az, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }

            return await Script.RunAsync("smoke", [],
            [
                ("PATH", tools.FullName + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH")),
                ("RECEIVER_URL", app.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)),
                ("SMOKE_SOURCE", Scheme),
                ("SMOKE_SCHEME", Scheme),
                ("AZURE_KEY_VAULT_NAME", "vault-1"),
                ("AZURE_FUNCTION_NAME", "func-1"),
                ("AZURE_RESOURCE_GROUP", "rg-1"),
                .. variables,
            ]);
        }
        finally
        {
            tools.Delete(recursive: true);
        }
    }

    private sealed class Failing : IEventHandler
    {
        public string Name => "failing";

        public bool Handles(LedgerEvent found) => true;

        public Task HandleAsync(LedgerEvent claimed, CancellationToken cancellationToken) => throw new PermanentFailureException("It never works.");
    }
}
