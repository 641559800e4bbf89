using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Functions.Tests.Documenting;
using Functions.Tests.Operating;
using Functions.Tests.Processing;

namespace Functions.Tests.Senders;

/// <summary>What NovaVMS's page "Webhook delivery failed" says, through the front door; the names quote it.</summary>
public sealed class NovaVmsStatementTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private static readonly Dictionary<string, string?> AnotherSecret = new() { ["Sources__novavms__Secrets__0__Value"] = "whsec_live_00000000000000000000000000000000" };

    [AzuriteFact]
    public async Task The_replay_shows_Succeeded_with_202_for_a_new_event_and_200_for_a_known_one_and_the_next_live_event_also_delivers()
    {
        var account = azurite.NewAccount();
        var clock = new ManualClock(SignedDelivery.Noon);
        await using (var wrong = await ReceiverApp.StartAsync(account, AnotherSecret, clock: clock))
        {
            (await AnswerAsync(wrong, From.NovaVms())).ShouldBe((HttpStatusCode.Unauthorized, "signature_invalid", null));
        }

        await using var app = await ReceiverApp.StartAsync(account, clock: clock);
        var replay = From.NovaVms();

        (await AnswerAsync(app, replay)).ShouldBe((HttpStatusCode.Accepted, "accepted", "b1c9d3e5-4a6f-4812-a7bc-0d9e8f7a6b5c"));
        (await AnswerAsync(app, replay)).ShouldBe((HttpStatusCode.OK, "duplicate", "b1c9d3e5-4a6f-4812-a7bc-0d9e8f7a6b5c"));
        (await AnswerAsync(app, replay.WithBody(body => body["data"]!["alert_id"] = "the-next"))).ShouldBe((HttpStatusCode.Accepted, "accepted", "the-next"));
    }

    [AzuriteFact]
    public async Task Curl_vI_from_a_clean_network_is_answered_as_the_page_types_it()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var commands = MarkdownPage.Read(RepositoryRoot.Combine("docs", "senders", "novavms.md")).InlineCode.Where(code => code.StartsWith("curl -vI $URL", StringComparison.Ordinal)).ToList();

        commands.Count.ShouldBe(2);
        foreach (var command in commands)
        {
            (await ShellAsync(command, app.Http.BaseAddress!.GetLeftPart(UriPartial.Authority))).ShouldStartWith("HTTP/1.1 200 OK", Case.Insensitive, command);
        }
    }

    [AzuriteTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1 + 5)]
    [InlineData(1 + 5 + 15)]
    [InlineData(1 + 5 + 15 + 60)]
    [InlineData(1 + 5 + 15 + 60 + 360)]
    public async Task NovaVMS_retries_failed_deliveries_with_exponential_backoff_1m_5m_15m_1h_6h_and_each_is_accepted(int minutes)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        app.Clock.Advance(TimeSpan.FromMinutes(minutes));

        (await AnswerAsync(app, From.NovaVms())).Status.ShouldBe(HttpStatusCode.Accepted);
    }

    [AzuriteFact]
    public async Task Return_202_Accepted_immediately_enqueue_the_work_and_process_the_payload_out_of_band()
    {
        var release = new TaskCompletionSource();
        var handler = new ScriptedHandler((_, _) => release.Task);
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: handler, listen: true);

        (await AnswerAsync(app, From.NovaVms())).Status.ShouldBe(HttpStatusCode.Accepted);
        await Eventually.Async(() => Task.FromResult(!handler.Calls.IsEmpty));
        (await AnswerAsync(app, From.NovaVms().WithBody(body => body["data"]!["alert_id"] = "the-next"))).Status.ShouldBe(HttpStatusCode.Accepted);

        release.SetResult();
    }

    [AzuriteFact]
    public async Task Reproduce_locally_against_the_X_NovaVMS_Signature_header_and_body_shown_in_the_log()
    {
        var shown = From.NovaVms().With("X-NovaVMS-Signature", From.NovaVms().Header("X-Webhook-Signature")).Without("X-Webhook-Signature");
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        using var folder = new Folder();
        var (headers, body) = (Path.Combine(folder.Path, "delivery.headers"), Path.Combine(folder.Path, "delivery.json"));
        await File.WriteAllTextAsync(headers, $"X-NovaVMS-Signature: {From.NovaVms().Header("X-Webhook-Signature")}\n");
        await File.WriteAllBytesAsync(body, shown.Body);

        (await AnswerAsync(app, shown)).Status.ShouldBe(HttpStatusCode.Accepted);
        var hook = new HookShell(app);
        (await hook.RunLocallyAsync("check", "--scheme", "novavms", "--secret", shown.Secret, "--headers", headers, "--body", body, "--at", "2026-11-21T12:00:00Z")).ShouldBe(0, hook.Output + hook.Error);
    }

    [AzuriteFact]
    public async Task HMAC_SHA256_is_computed_over_the_raw_request_body_not_a_re_serialised_JSON_version()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var spaced = From.NovaVms().WithBody("""
            { "event_type" : "alert", "timestamp":"@iso",   "data":{ "alert_id":"a\u00e9", "severity":"warning" } }
            """);
        var serialised = JsonNode.Parse(spaced.Body)!.ToJsonString();

        (await AnswerAsync(app, spaced.WithBody(serialised).With("X-Webhook-Signature", spaced.Header("X-Webhook-Signature")))).ShouldBe((HttpStatusCode.Unauthorized, "signature_invalid", null));
        (await AnswerAsync(app, spaced)).ShouldBe((HttpStatusCode.Accepted, "accepted", "aé"));
    }

    [AzuriteFact]
    public async Task Signed_with_the_orgs_API_token_or_another_secret_you_returned_a_4xx_on_purpose_and_the_delivery_is_kept()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), AnotherSecret);

        (await AnswerAsync(app, From.NovaVms())).ShouldBe((HttpStatusCode.Unauthorized, "signature_invalid", null));

        var hook = new HookShell(app);
        await Eventually.Async(async () => (await app.RowsAsync("novavms", "r|")).Count == 1);
        (await hook.RunAsync("refused", "--source", "novavms", "--headers")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("signature_invalid");
    }

    private static async Task<(HttpStatusCode Status, string Word, string? EventId)> AnswerAsync(ReceiverApp app, SignedDelivery delivery)
    {
        using var answer = await app.PostAsync(delivery);
        var body = await answer.Content.ReadAsStringAsync();
        body.Length.ShouldBeLessThan(1024, "NovaVMS shows the first 1 KB");
        var json = JsonNode.Parse(body)!;
        return (answer.StatusCode, (string)(json["reason"] ?? json["status"])!, (string?)json["event_id"]);
    }

    private static async Task<string> ShellAsync(string command, string url)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", command])
        {
            Environment = { ["URL"] = url },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, _) = (await shell.StandardOutput.ReadToEndAsync(), await shell.StandardError.ReadToEndAsync());
        await shell.WaitForExitAsync();
        shell.ExitCode.ShouldBe(0, command);
        return output;
    }
}
