using System.Net;

namespace Functions.Tests.Receiving;

// A write that storage does after its delivery was answered 503 was acknowledged to nobody: the next attempt with the same bytes is accepted, once.
public sealed class LateWriteTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    public static TheoryData<string, string> Senders => new()
    {
        { "valara", "Reject" },
        { "valara", "Acknowledge" },
        { "hmac", "Reject" },
        { "hmac", "Acknowledge" },
    };

    [AzuriteTheory]
    [MemberData(nameof(Senders))]
    public async Task What_was_written_after_its_503_is_accepted_at_the_next_attempt_and_then_a_replay(string sender, string onReplay)
    {
        var account = azurite.NewAccount();
        await using var storage = await FaultyStorage.BeforeAsync(account);
        await using var app = await StartAsync(storage.ConnectionString, account, onReplay);
        await WriteLateAsync(storage, app, sender);
        (await app.Queue.GetPropertiesAsync()).Value.ApproximateMessagesCount.ShouldBe(0);

        (await NonceTests.PostAsync(app, sender, "evt_1", "n1")).ShouldBe((HttpStatusCode.Accepted, "accepted"));

        var replayed = (onReplay == "Reject" ? HttpStatusCode.Conflict : HttpStatusCode.OK, "replayed");
        (await NonceTests.PostAsync(app, sender, "evt_1", "n1")).ShouldBe(replayed);
        (await NonceTests.PostAsync(app, sender, "evt_1", "n1")).ShouldBe(replayed);
        (await NonceTests.PostAsync(app, sender, "evt_2", "n1")).ShouldBe((HttpStatusCode.Conflict, "replayed"));
        (await app.KindsAsync(sender)).ShouldBe("e n p");
        (await app.ProcessAsync()).ShouldBe(1);
    }

    [AzuriteTheory]
    [MemberData(nameof(Senders))]
    public async Task It_is_accepted_as_well_when_the_sweep_was_faster_than_the_sender(string sender, string onReplay)
    {
        var account = azurite.NewAccount();
        await using var storage = await FaultyStorage.BeforeAsync(account);
        await using var app = await StartAsync(storage.ConnectionString, account, onReplay);
        await WriteLateAsync(storage, app, sender);
        app.Clock.Advance(TimeSpan.FromMinutes(3));
        await app.SweepAsync();
        (await app.ProcessAsync()).ShouldBe(1);

        (await NonceTests.PostAsync(app, sender, "evt_1", "n1")).Status.ShouldBe(HttpStatusCode.Accepted);

        await app.ProcessAsync();
        (await app.RowsAsync(sender, "e|")).Single().GetInt32("Attempts").ShouldBe(1);
    }

    [AzuriteTheory]
    [InlineData("valara")]
    [InlineData("hmac")]
    public async Task Of_many_next_attempts_at_two_instances_one_is_accepted(string sender)
    {
        var account = azurite.NewAccount();
        await using var storage = await FaultyStorage.BeforeAsync(account);
        await using var app = await StartAsync(storage.ConnectionString, account);
        await using var other = await StartAsync(account, account);
        await WriteLateAsync(storage, app, sender);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => NonceTests.PostAsync(number % 2 == 0 ? app : other, sender, "evt_1", "n1")));

        answers.Count(answer => answer.Status == HttpStatusCode.Accepted).ShouldBe(1);
        answers.Count(answer => answer.Status == HttpStatusCode.Conflict).ShouldBe(19);
    }

    [AzuriteTheory]
    [InlineData("valara")]
    [InlineData("hmac")]
    public async Task An_acceptance_that_storage_writes_late_as_well_leaves_it_to_the_attempt_after_that(string sender)
    {
        var account = azurite.NewAccount();
        await using var storage = await FaultyStorage.BeforeAsync(account);
        await using var app = await StartAsync(storage.ConnectionString, account);
        await WriteLateAsync(storage, app, sender);
        var written = (await app.RowsAsync(sender, "n|")).Single();

        // The attempt finds its nonce consumed, and everything that it would write then is late.
        var transactions = 0;
        storage.Do(request => IsWrite(request) && ++transactions > 1 ? Fault.SlowRequest(Deadline + TimeSpan.FromSeconds(2)) : Fault.None);
        (await NonceTests.PostAsync(app, sender, "evt_1", "n1")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await Eventually.Async(async () => (await app.RowsAsync(sender, "n|")).Single().ETag != written.ETag);
        storage.Do(_ => Fault.None);

        (await NonceTests.PostAsync(app, sender, "evt_1", "n1")).Status.ShouldBe(HttpStatusCode.Accepted);
        (await NonceTests.PostAsync(app, sender, "evt_1", "n1")).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [AzuriteTheory]
    [InlineData("valara")]
    [InlineData("hmac")]
    public async Task What_was_written_in_time_and_not_confirmed_before_its_503_is_accepted_at_an_attempt_after_storage_is_back(string sender)
    {
        var account = azurite.NewAccount();
        await using var storage = await FaultyStorage.BeforeAsync(account);
        await using var app = await StartAsync(storage.ConnectionString, account);

        var transactions = 0;
        storage.Do(request => IsWrite(request) && ++transactions == 1 ? Fault.LoseAnswer : Fault.LoseRequest);
        (await NonceTests.PostAsync(app, sender, "evt_1", "n1")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await app.RowsAsync(sender, "n|")).Count.ShouldBe(1);
        storage.Do(_ => Fault.None);

        await Eventually.Async(async () => (await NonceTests.PostAsync(app, sender, "evt_1", "n1")).Status == HttpStatusCode.Accepted);
        (await NonceTests.PostAsync(app, sender, "evt_1", "n1")).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [AzuriteTheory]
    [InlineData("novavms")]
    [InlineData("fastpix")]
    [InlineData("envless")]
    [InlineData("standard-webhooks")]
    public async Task Where_no_nonce_is_signed_the_next_attempt_is_a_duplicate(string sender)
    {
        var account = azurite.NewAccount();
        await using var storage = await FaultyStorage.BeforeAsync(account);
        await using var app = await StartAsync(storage.ConnectionString, account);

        storage.Do(request => IsWrite(request) ? Fault.SlowRequest(Deadline + TimeSpan.FromSeconds(2)) : Fault.None);
        using var first = await app.PostAsync(AdmissionTests.Sender(sender));
        first.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        storage.Do(_ => Fault.None);
        await Eventually.Async(async () => (await app.RowsAsync(sender, "e|")).Count == 1);

        using var second = await app.PostAsync(AdmissionTests.Sender(sender));
        second.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static bool IsWrite(Microsoft.AspNetCore.Http.HttpRequest request) => request.Path.Value!.EndsWith("$batch", StringComparison.Ordinal);

    private static async Task WriteLateAsync(FaultyStorage storage, ReceiverApp app, string sender)
    {
        storage.Do(request => IsWrite(request) ? Fault.SlowRequest(Deadline + TimeSpan.FromSeconds(2)) : Fault.None);
        (await NonceTests.PostAsync(app, sender, "evt_1", "n1")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        storage.Do(_ => Fault.None);
        await Eventually.Async(async () => (await app.RowsAsync(sender, "n|")).Count == 1);
    }

    private static Task<ReceiverApp> StartAsync(string connectionString, string direct, string onReplay = "Reject")
    {
        var settings = new Dictionary<string, string?>(NonceSenders.Settings);
        foreach (var source in (string[])["valara", "hmac", "novavms", "fastpix", "envless", "standard-webhooks"])
        {
            settings[$"Sources__{source}__Deadline"] = Deadline.ToString();
            settings[$"Sources__{source}__OnReplay"] = onReplay;
        }

        return ReceiverApp.StartAsync(connectionString, settings, directConnectionString: direct);
    }
}
