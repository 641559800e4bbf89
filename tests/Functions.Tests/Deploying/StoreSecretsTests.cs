using System.Security.Cryptography;
using System.Text;

namespace Functions.Tests.Deploying;

public sealed class StoreSecretsTests : IAsyncLifetime, IDisposable
{
    private const string Valara = "a-secret-of-more-than-twenty-four-bytes";

    private readonly Deployment deployment = new Deployment().With(
        new { name = "valara", scheme = "valara" }, new { name = "camera-lab", scheme = "fastpix" });

    private FakeVault vault = null!;
    private FakeResourceManager manager = null!;

    public async Task InitializeAsync()
    {
        vault = await FakeVault.StartAsync();
        manager = await FakeResourceManager.StartAsync();
        deployment.Variables["AZURE_KEY_VAULT_ENDPOINT"] = vault.Url;
        deployment.Variables["AZURE_RESOURCE_MANAGER_ENDPOINT"] = manager.Url;
        deployment.Variables["AZURE_FUNCTION_ID"] = "/func-1";
        deployment.Variables["SECRET_NAMES"] = """["source-valara-0"]""";
    }

    public async Task DisposeAsync()
    {
        await vault.DisposeAsync();
        await manager.DisposeAsync();
    }

    public void Dispose() => deployment.Dispose();

    [AzureFact]
    public async Task A_secret_that_the_vault_lacks_is_taken_from_its_variable_and_never_shown()
    {
        deployment.Variables["SOURCE_VALARA_0"] = $"  {Valara}\n";

        var run = await RunAsync(0);

        vault.Secrets["source-valara-0"].ShouldBe(Valara);
        run.Output.ShouldContain("fingerprint " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Valara)))[..8]);
        run.Output.ShouldNotContain("Warning");
        run.ShouldNotTell(Valara);
        deployment.Asked.ShouldNotContain(Valara);
        manager.Refreshed.ShouldBe(["func-1"]);
    }

    [AzureFact]
    public async Task An_app_that_is_not_made_to_read_its_secrets_fails_the_hook_which_can_be_run_again()
    {
        deployment.Variables["SOURCE_VALARA_0"] = Valara;
        manager.Refusal = 403;

        var run = await RunAsync(1);

        run.Error.ShouldContain("403");
        run.Error.ShouldContain("azd hooks run postprovision");
        run.Error.ShouldContain($"az rest --method post --url \"{manager.Url}/func-1/config/configreferences/appsettings/refresh?api-version=2022-03-01\"");

        manager.Refusal = null;
        await RunAsync(0);
        manager.Refreshed.ShouldBe(["func-1"]);
    }

    [AzureFact]
    public async Task A_reference_that_cannot_be_resolved_yet_is_asked_for_again()
    {
        deployment.Variables["SOURCE_VALARA_0"] = Valara;
        manager.Statuses.Enqueue("AccessToKeyVaultDenied");

        (await RunAsync(0)).Output.ShouldContain("The app has read its secrets");

        manager.Refreshed.ShouldBe(["func-1", "func-1"]);
    }

    [AzureTheory]
    [InlineData("AccessToKeyVaultDenied", "Key Vault Secrets User")]
    [InlineData("SecretNotFound", "under the name")]
    [InlineData("FetchTimedOut", "azd hooks run postprovision")]
    public async Task A_reference_that_stays_unresolved_is_named_with_what_to_do(string status, string remedy)
    {
        deployment.Variables["KEY_VAULT_PATIENCE"] = "0";
        deployment.Variables["SOURCE_VALARA_0"] = Valara;
        manager.Statuses.Enqueue(status);

        var run = await RunAsync(1);

        run.Error.ShouldContain($"Sources__valara__Secrets__0__Value: {status}");
        run.Error.ShouldContain(remedy);
        run.Output.ShouldNotContain("has read");
    }

    [AzureTheory]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("""{"value":{"Sources__valara__Secrets__0__Value":"Resolved"}}""")]
    [InlineData("""{"value":[{"name":"Sources__valara__Secrets__0__Value","status":"Resolved"}]}""")]
    [InlineData("""{"value":[]}""")]
    public async Task An_answer_of_another_form_proves_nothing_and_fails_nothing(string answer)
    {
        deployment.Variables["SOURCE_VALARA_0"] = Valara;
        manager.StrangeAnswer = answer;

        var run = await RunAsync(0);

        run.Output.ShouldContain("could not be checked");
        run.Output.ShouldNotContain("has read");
    }

    [AzureFact]
    public async Task A_secret_that_the_vault_holds_stays_as_it_is()
    {
        vault.Secrets["another-1"] = vault.Secrets["another-2"] = "of somebody else";
        vault.Secrets["source-valara-0"] = Valara;
        deployment.Variables["SOURCE_VALARA_0"] = "another-secret-of-this-source-that-comes-too-late";

        (await RunAsync(0)).Output.ShouldContain("holds the secret");

        vault.Secrets["source-valara-0"].ShouldBe(Valara);
    }

    [AzureFact]
    public async Task Without_a_value_and_without_a_terminal_it_says_what_to_set_and_stores_the_others()
    {
        deployment.Variables["SECRET_NAMES"] = """["source-camera-lab-0", "source-valara-0"]""";
        deployment.Variables["SOURCE_VALARA_0"] = Valara;

        var run = await RunAsync(1);

        run.Error.ShouldContain("SOURCE_CAMERA_LAB_0");
        run.Error.ShouldContain("until the sender has shown it");
        run.Error.ShouldContain("azd hooks run postprovision");
        vault.Secrets.Keys.ShouldBe(["source-valara-0"]);
        manager.Refreshed.ShouldBeEmpty();
    }

    [AzureTheory]
    [InlineData("valara", "seven77", "at least 8")]
    [InlineData("fastpix", "not Base64 at all!", "are not Base64")]
    [InlineData("standard-webhooks", "whsk_c2VjcmV0LXNpZ25pbmcta2V5LW9mLXNvbWVib2R5", "private signing key")]
    [InlineData("valara", "@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/s)", "Key Vault reference")]
    public async Task What_the_receiver_would_refuse_is_not_stored(string scheme, string value, string why)
    {
        deployment.With(new { name = "valara", scheme });
        deployment.Variables["SOURCE_VALARA_0"] = value;

        var run = await RunAsync(1);

        run.Error.ShouldContain(why);
        run.ShouldNotTell(value);
        vault.Secrets.ShouldBeEmpty();
    }

    [AzureFact]
    public async Task A_short_key_is_stored_with_a_warning()
    {
        deployment.Variables["SOURCE_VALARA_0"] = "twelve-bytes";

        (await RunAsync(0)).Output.ShouldContain("12 bytes; 24 or more are right");
    }

    [AzureFact]
    public async Task A_role_that_is_not_known_yet_is_waited_for()
    {
        deployment.Variables["SOURCE_VALARA_0"] = Valara;
        vault.Refusals.Enqueue((403, "ForbiddenByRbac"));

        (await RunAsync(0)).Output.ShouldContain("does not know yet that you may write secrets");

        vault.Secrets["source-valara-0"].ShouldBe(Valara);
    }

    [AzureTheory]
    [InlineData(403, "ForbiddenByRbac", "Key Vault Secrets Officer")]
    [InlineData(403, "ForbiddenByFirewall", "firewall")]
    [InlineData(409, "ObjectIsDeletedButRecoverable", "az keyvault secret recover")]
    [InlineData(401, "AKV10032", "azd auth login")]
    public async Task A_vault_that_refuses_is_explained(int status, string code, string remedy)
    {
        deployment.Variables["KEY_VAULT_PATIENCE"] = "0";
        deployment.Variables["SOURCE_VALARA_0"] = Valara;
        vault.Refusals.Enqueue((status, code));

        (await RunAsync(1)).Error.ShouldContain(remedy);
    }

    [AzureFact]
    public async Task A_disabled_secret_is_named()
    {
        vault.Secrets["source-valara-0"] = Valara;
        vault.Disabled.Add("source-valara-0");

        (await RunAsync(1)).Error.ShouldContain("source-valara-0: the vault holds it disabled");
    }

    [AzureFact]
    public async Task Nobody_logged_in_is_told_how_to_log_in()
    {
        deployment.LogIn(null);

        var run = await RunAsync(1);

        run.Error.ShouldContain("azd auth login --tenant-id 11111111-2222-3333-4444-555555555555");
        run.Output.ShouldNotContain("waiting");
    }

    [AzureFact]
    public async Task The_token_is_shown_to_the_vault_alone()
    {
        await using var elsewhere = await FakeVault.StartAsync();
        vault.LeadAway = elsewhere.Url + "/secrets?api-version=7.4";

        (await RunAsync(1)).Error.ShouldContain("at another address");
        elsewhere.Requests.ShouldBe(0);

        deployment.Variables["AZURE_KEY_VAULT_ENDPOINT"] = "http://vault.example.com";
        (await RunAsync(1)).Error.ShouldContain("begins with https://");
    }

    [AzureFact]
    public async Task A_vault_that_does_not_answer_is_named()
    {
        deployment.Variables["KEY_VAULT_PATIENCE"] = "0";
        deployment.Variables["AZURE_KEY_VAULT_ENDPOINT"] = "https://127.0.0.1:1/";

        (await RunAsync(1)).Error.ShouldContain("https://127.0.0.1:1/ does not answer");
    }

    private async Task<HookRun> RunAsync(int exitCode)
    {
        var run = await HookRun.OfAsync("StoreSecrets.cs", deployment);
        run.ExitCode.ShouldBe(exitCode, run.Output + run.Error);
        run.Error.ShouldNotContain("   at ");
        return run;
    }
}
