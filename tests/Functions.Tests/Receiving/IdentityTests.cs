using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Functions.Tests.Receiving;

// No genuine event is lost because its body equals another's.
public sealed class IdentityTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private const string Trigger = """{"ref":"refs/heads/main","workflow":".github/workflows/deploy.yml","inputs":null}""";

    private static readonly Dictionary<string, string?> GitHub = new()
    {
        ["Sources__github__Scheme"] = "github",
        ["Sources__github__Secrets__0__Value"] = Dispatched("1").Secret,
    };

    private static readonly Dictionary<string, string?> Undivided = new()
    {
        ["Sources__files__Scheme"] = "hmac",
        ["Sources__files__Secrets__0__Value"] = Changed().Secret,
        ["Sources__files__Hmac__SignatureHeader"] = "X-Signature",
        ["Sources__files__Deduplicate"] = "None",
    };

    [AzuriteFact]
    public async Task Two_runs_of_a_workflow_with_equal_bodies_are_two_events_and_a_redelivery_is_a_duplicate()
    {
        var handler = ScriptedHandler.Succeeding;
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), GitHub, handler);

        var answers = await PostAsync(app, "github", Dispatched("run-1"), Dispatched("run-2"), Dispatched("run-1"), Dispatched("run-2"));
        await app.ProcessAsync();

        answers.ShouldBe([HttpStatusCode.Accepted, HttpStatusCode.Accepted, HttpStatusCode.OK, HttpStatusCode.OK]);
        handler.Calls.Count.ShouldBe(2);
    }

    [AzuriteFact]
    public async Task Who_fears_captured_deliveries_more_takes_equal_bodies_for_one_event()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new(GitHub) { ["Sources__github__Hmac__EventId"] = "sha256" });

        (await PostAsync(app, "github", Dispatched("run-1"), Dispatched("run-2"))).ShouldBe([HttpStatusCode.Accepted, HttpStatusCode.OK]);
    }

    // Dropbox sends the same bytes for every change; some senders send nothing at all.
    [AzuriteTheory]
    [InlineData("""{"list_folder":{"accounts":["dbid:AAH4f99T0taONIb"]}}""")]
    [InlineData("")]
    public async Task Where_nothing_tells_events_apart_each_delivery_is_one(string body)
    {
        var handler = ScriptedHandler.Succeeding;
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), Undivided, handler);

        var answers = await PostAsync(app, "files", Changed().WithBody(body), Changed().WithBody(body), Changed().WithBody(body));
        await app.ProcessAsync();

        answers.ShouldAllBe(answer => answer == HttpStatusCode.Accepted);
        handler.Calls.Select(call => call.Key.EventId).Distinct().Count().ShouldBe(3);
    }

    [AzuriteFact]
    public async Task Where_storage_did_not_answer_each_delivery_is_still_one_event_only()
    {
        var account = azurite.NewAccount();
        await using var storage = await FaultyStorage.BeforeAsync(account);
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, Undivided, ScriptedHandler.Succeeding, directConnectionString: account);
        storage.DoOnceToTransactions(Fault.LoseAnswer);

        (await PostAsync(app, "files", Changed())).ShouldBe([HttpStatusCode.Accepted]);

        (await app.RowsAsync("files", "e|")).Count.ShouldBe(1);
    }

    [AzuriteFact]
    public async Task The_log_says_at_start_what_unsigned_ids_and_undivided_events_mean()
    {
        using var log = new FakeLoggerProvider();
        await using var app = await ReceiverApp.StartAsync(
            azurite.NewAccount(), new(GitHub.Concat(Undivided).ToDictionary()), overrides: services => services.AddSingleton<ILoggerProvider>(log));
        var lines = log.Collector.GetSnapshot().Select(line => line.Message).ToList();

        lines.ShouldContain(line => line.Contains("Source github: what its signatures do not protect from: The event id is not signed", StringComparison.Ordinal) && line.Contains("workflow_dispatch", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("Source files: each delivery is an event of its own", StringComparison.Ordinal));
        lines.ShouldNotContain(line => line.Contains("Source valara: what", StringComparison.Ordinal));
    }

    private static async Task<List<HttpStatusCode>> PostAsync(ReceiverApp app, string source, params SignedDelivery[] deliveries)
    {
        var answers = new List<HttpStatusCode>();
        foreach (var delivery in deliveries)
        {
            using var answer = await app.PostAsync(delivery, source);
            answers.Add(answer.StatusCode);
        }

        return answers;
    }

    private static SignedDelivery Dispatched(string deliveryId) => From.Preset("github", sent =>
        [("X-GitHub-Event", "workflow_dispatch"), ("X-GitHub-Delivery", deliveryId), ("X-Hub-Signature-256", "sha256=" + From.Hex(sent.Key, "", sent.Body))]).WithBody(Trigger);

    private static SignedDelivery Changed() => From.Hmac(new() { SignatureHeader = "X-Signature" }, sent => [("X-Signature", From.Hex(sent.Key, "", sent.Body))]);
}
