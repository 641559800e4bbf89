using System.Net;
using Microsoft.AspNetCore.Http;
using Webhooks.Events;

namespace Functions.Tests.Receiving;

// Deliveries that arrive while a write is under way share the next one; what each of them is told is its own affair.
public sealed class GroupCommitTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private const int Many = 24;

    [AzuriteFact]
    public async Task Deliveries_that_arrive_during_a_write_share_the_next_write_and_few_messages()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString);
        var transactions = await HoldFirstAsync(storage, app, Numbered(Many), Fault.None);

        transactions.ShouldBeLessThan(Many / 2);
        var named = await NamedAsync(app);
        named.Count.ShouldBe(Many + 1);
        named.Distinct().Count().ShouldBe(Many + 1);
        (await app.Queue.GetPropertiesAsync()).Value.ApproximateMessagesCount.ShouldBeLessThan(Many / 2);
    }

    [AzuriteFact]
    public async Task Where_a_message_may_name_one_event_each_has_its_own()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, new() { ["Processing__EventsPerMessage"] = "1" });
        await HoldFirstAsync(storage, app, Numbered(Many), Fault.None);

        (await app.Queue.GetPropertiesAsync()).Value.ApproximateMessagesCount.ShouldBe(Many + 1);
    }

    [AzuriteFact]
    public async Task Nobody_waits_for_company()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString);
        storage.Do(_ => Fault.None);

        using var answer = await app.PostAsync(From.Valara());

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        storage.Seen.ShouldBe(2, "a transaction and a message");
    }

    [AzuriteFact]
    public async Task Each_delivery_of_a_mixed_group_is_told_what_it_would_be_told_alone()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, new() { ["Sources__valara__MaxBodyBytes"] = "2000000" });
        var known = From.Valara().About("evt_known", "nonce-known");
        (await app.PostAsync(known)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (SignedDelivery Delivery, HttpStatusCode Due)[] group =
        [
            (From.Valara().About("evt_new_1"), HttpStatusCode.Accepted),
            (known, HttpStatusCode.Conflict),
            (From.Valara().About("evt_known", "nonce-of-a-repeat"), HttpStatusCode.OK),
            (From.Valara().About("evt_new_2"), HttpStatusCode.Accepted),
            (From.Valara().About("evt_other", "nonce-known"), HttpStatusCode.Conflict),
            (Sized("evt_row", 200_000), HttpStatusCode.Accepted),
            (Sized("evt_blob", 900_000), HttpStatusCode.Accepted),
            (Sized("evt_too_large", 2_100_000), HttpStatusCode.RequestEntityTooLarge),
            (From.Valara().About("evt_new_3"), HttpStatusCode.Accepted),
            (From.Valara().About("evt_wrong") with { Key = "a key that is not the source's"u8.ToArray() }, HttpStatusCode.Unauthorized),
        ];

        IReadOnlyList<HttpStatusCode> answers = [];
        await HoldFirstAsync(storage, app, [.. group.Select(one => one.Delivery)], Fault.None, all => answers = all);

        answers.ShouldBe(group.Select(one => one.Due));
        (await app.RowsAsync("valara", "e|")).Select(row => row.GetString("EventId")).Order()
            .ShouldBe(["evt_blob", "evt_first", "evt_known", "evt_new_1", "evt_new_2", "evt_new_3", "evt_row"]);
        (await NamedAsync(app)).Order().ShouldBe(["evt_blob", "evt_first", "evt_known", "evt_new_1", "evt_new_2", "evt_new_3", "evt_row"]);
    }

    [AzuriteFact]
    public async Task Of_equal_deliveries_in_one_group_one_is_accepted()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString);
        IReadOnlyList<HttpStatusCode> answers = [];
        SignedDelivery[] group =
        [
            .. Enumerable.Repeat(From.Valara().About("evt_same", "one nonce"), 6),
            .. Enumerable.Range(0, 6).Select(number => From.Valara().About("evt_twice", $"nonce-{number}")),
            .. Enumerable.Range(0, 6).Select(number => From.Valara().About($"evt_{number}", "a nonce for all")),
            From.Valara().About("evt_beside"),
        ];

        await HoldFirstAsync(storage, app, group, Fault.None, all => answers = all);

        answers.Count(status => status == HttpStatusCode.Accepted).ShouldBe(4);
        answers.Count(status => status == HttpStatusCode.OK).ShouldBe(5);
        answers.Count(status => status == HttpStatusCode.Conflict).ShouldBe(10);
        (await NamedAsync(app)).Count.ShouldBe(5);
    }

    [AzuriteFact]
    public async Task A_group_whose_answer_is_lost_is_recognised_by_each_of_its_deliveries()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString);
        IReadOnlyList<HttpStatusCode> answers = [];

        await HoldFirstAsync(storage, app, Numbered(Many), Fault.LoseAnswer, all => answers = all);

        answers.ShouldAllBe(status => status == HttpStatusCode.Accepted);
        (await app.RowsAsync("valara", "e|")).Count.ShouldBe(Many + 1);
        (await NamedAsync(app)).Distinct().Count().ShouldBe(Many + 1);
    }

    [AzuriteFact]
    public async Task A_group_that_is_lost_on_its_way_is_written_again()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString);
        IReadOnlyList<HttpStatusCode> answers = [];

        await HoldFirstAsync(storage, app, Numbered(Many), Fault.LoseRequest, all => answers = all);

        answers.ShouldAllBe(status => status == HttpStatusCode.Accepted);
        (await NamedAsync(app)).Count.ShouldBe(Many + 1);
    }

    [AzuriteTheory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_row_that_storage_refuses_harms_no_other(HttpStatusCode refusal)
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, new() { ["Sources__valara__Deadline"] = "00:00:02" });
        IReadOnlyList<HttpStatusCode> answers = [];

        await HoldFirstAsync(storage, app, Numbered(8), Fault.None, all => answers = all, request => TextOf(request).Contains("evt_5", StringComparison.Ordinal) ? Fault.Answer(refusal) : Fault.None);

        answers.Count(status => status == HttpStatusCode.ServiceUnavailable).ShouldBe(1);
        answers.Count(status => status == HttpStatusCode.Accepted).ShouldBe(7);
    }

    [AzuriteFact]
    public async Task A_write_that_hangs_holds_nobody_else_up()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString);
        var (held, seen) = (new TaskCompletionSource(), new TaskCompletionSource());
        var left = 1;
        storage.Do(request => IsTransaction(request) && Interlocked.Decrement(ref left) == 0 ? Held(seen, held) : Fault.None);

        var first = app.PostAsync(From.Valara().About("evt_first"));
        await seen.Task;
        var others = await PostAllAsync(app, Numbered(Many));

        first.IsCompleted.ShouldBeFalse();
        others.ShouldAllBe(status => status == HttpStatusCode.Accepted);
        held.SetResult();
        using var answer = await first;
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [AzuriteFact]
    public async Task A_message_that_cannot_be_sent_costs_no_delivery_its_answer_and_the_sweep_sends_it()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString);
        IReadOnlyList<HttpStatusCode> answers = [];

        await HoldFirstAsync(storage, app, Numbered(Many), Fault.None, all => answers = all, request => IsMessage(request) ? Fault.Answer(HttpStatusCode.ServiceUnavailable) : Fault.None);
        storage.Do(_ => Fault.None);
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        await app.SweepAsync();

        answers.ShouldAllBe(status => status == HttpStatusCode.Accepted);
        (await app.ProcessAsync()).ShouldBe(Many + 1);
    }

    // The first delivery's write is held until the others wait behind it; their first write then meets the fault, and what comes later the last one.
    private static async Task<int> HoldFirstAsync(
        FaultyStorage storage, ReceiverApp app, IReadOnlyList<SignedDelivery> others, Fault once, Action<IReadOnlyList<HttpStatusCode>>? told = null, Func<HttpRequest, Fault>? always = null)
    {
        var (held, seen) = (new TaskCompletionSource(), new TaskCompletionSource());
        var transactions = 0;
        storage.Do(request => IsTransaction(request)
            ? ++transactions switch
            {
                1 => Held(seen, held),
                2 when once != Fault.None => once,
                _ => always?.Invoke(request) ?? Fault.None,
            }
            : always?.Invoke(request) ?? Fault.None);
        var first = app.PostAsync(From.Valara().About("evt_first"));
        await seen.Task;
        var all = PostAllAsync(app, others);
        // Well under the time after which a write counts as slow, and long enough for all to arrive on any machine that runs this.
        await Task.Delay(150);
        held.SetResult();
        (await first).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        told?.Invoke(await all);
        await all;
        return transactions;
    }

    private static Fault Held(TaskCompletionSource seen, TaskCompletionSource held)
    {
        seen.TrySetResult();
        return Fault.HeldUntil(held.Task);
    }

    private static bool IsTransaction(HttpRequest request) => request.Path.Value!.EndsWith("$batch", StringComparison.Ordinal);

    private static bool IsMessage(HttpRequest request) => request.Path.Value!.EndsWith("/messages", StringComparison.Ordinal);

    private static string TextOf(HttpRequest request)
    {
        if (!IsTransaction(request))
        {
            return "";
        }

        var text = new StreamReader(request.Body).ReadToEnd();
        request.Body.Position = 0;
        return text;
    }

    private static SignedDelivery[] Numbered(int count) => [.. Enumerable.Range(0, count).Select(number => From.Valara().About($"evt_{number}"))];

    private static SignedDelivery Sized(string id, int bytes) => From.Valara().About(id).WithBody(body => body["padding"] = new string('x', bytes));

    private static async Task<IReadOnlyList<HttpStatusCode>> PostAllAsync(ReceiverApp app, IEnumerable<SignedDelivery> deliveries) =>
        await Task.WhenAll(deliveries.Select(async delivery =>
        {
            using var answer = await app.PostAsync(delivery);
            return answer.StatusCode;
        }));

    // Ids in all messages of the queue.
    private static async Task<IReadOnlyList<string>> NamedAsync(ReceiverApp app)
    {
        var named = new List<string>();
        while ((await app.Queue.ReceiveMessagesAsync(32)).Value is { Length: > 0 } messages)
        {
            named.AddRange(messages.SelectMany(message => Envelope.Read(message.MessageText)!.Entries).Select(entry => entry.Key.EventId));
        }

        return named;
    }
}
