using Azure.Storage.Queues;
using LocalHost;
using LocalHost.Settings;

namespace Functions.Tests.LocalHost;

public sealed class QueueFunctionTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private const string Hi = "aGk=";
    private readonly string account = azurite.NewAccount();

    [AzuriteFact]
    public async Task A_message_reaches_its_function_decoded_and_is_deleted()
    {
        var messages = new Messages();
        await using var host = await StartAsync(messages);

        await Raw("work").SendMessageAsync(Hi);

        await Patience.UntilAsync(() => messages.Seen.Contains("hi"));
        await Patience.UntilAsync(async () => await CountAsync("work") == 0);
    }

    [AzuriteFact]
    public async Task A_message_that_fails_as_often_as_host_json_allows_goes_to_the_poison_queue_as_it_was()
    {
        var messages = new Messages { Do = (_, _) => throw new InvalidOperationException() };
        await using var host = await StartAsync(messages, ("maxDequeueCount", "3"));

        await Raw("work").SendMessageAsync(Hi);

        await Patience.UntilAsync(async () => await CountAsync("work-poison") == 1);
        (await Raw("work-poison").PeekMessagesAsync()).Value.Single().MessageText.ShouldBe(Hi);
        messages.Seen.Count.ShouldBe(3);
        await Patience.UntilAsync(async () => await CountAsync("work") == 0);
    }

    [AzuriteFact]
    public async Task A_failed_message_shows_again_after_the_visibility_timeout()
    {
        var messages = new Messages { Do = (_, _) => throw new InvalidOperationException() };
        await using var host = await StartAsync(messages, ("visibilityTimeout", "00:00:03"));
        await Raw("work").SendMessageAsync(Hi);
        await Patience.UntilAsync(() => messages.Seen.Count == 1);

        await Task.Delay(TimeSpan.FromSeconds(1.5));
        messages.Seen.Count.ShouldBe(1);

        await Patience.UntilAsync(() => messages.Seen.Count == 2);
    }

    [AzuriteFact]
    public async Task A_message_that_is_not_Base64_goes_to_the_poison_queue_as_raw_text_and_spoils_no_other()
    {
        var messages = new Messages();
        await Raw("work").CreateIfNotExistsAsync();
        await Raw("work").SendMessageAsync("<not & encoded>");
        await Raw("work").SendMessageAsync(Hi);
        await using var host = await StartAsync(messages);

        await Patience.UntilAsync(() => messages.Seen.Contains("hi"));
        await Patience.UntilAsync(async () => await CountAsync("work-poison") == 1);
        (await Raw("work-poison").PeekMessagesAsync()).Value.Single().MessageText.ShouldBe("<not & encoded>");
        messages.Seen.Count.ShouldBe(1);
    }

    [AzuriteFact]
    public async Task A_function_is_told_how_often_its_message_was_delivered()
    {
        var messages = new Messages { Do = (_, _) => throw new InvalidOperationException() };
        await Raw("work").CreateIfNotExistsAsync();
        await using var host = await (Options(messages) with { Where = typeof(CountingWorker).Equals }).StartAsync();

        await Raw("work").SendMessageAsync(Hi);

        await Patience.UntilAsync(() => messages.Seen.Count == 5);
        messages.Seen.ShouldBe(["hi 1", "hi 2", "hi 3", "hi 4", "hi 5"]);
    }

    [AzuriteFact]
    public async Task Without_encoding_a_message_is_taken_as_it_is()
    {
        var messages = new Messages();
        await using var host = await StartAsync(messages, ("messageEncoding", "none"));

        await Raw("work").SendMessageAsync("plain");

        await Patience.UntilAsync(() => messages.Seen.Contains("plain"));
    }

    [AzuriteFact]
    public async Task A_message_stays_hidden_for_as_long_as_its_function_runs()
    {
        var messages = new Messages { Do = (_, cancellationToken) => Task.Delay(TimeSpan.FromSeconds(6), cancellationToken) };
        await Raw("work").CreateIfNotExistsAsync();
        await using var host = await (Options(messages) with { Invisibility = TimeSpan.FromSeconds(2) }).StartAsync();

        await Raw("work").SendMessageAsync(Hi);

        await Patience.UntilAsync(() => !messages.Seen.IsEmpty);
        await Patience.UntilAsync(async () => await CountAsync("work") == 0);
        messages.Seen.Count.ShouldBe(1);
    }

    [AzuriteFact]
    public async Task As_many_run_at_once_as_batch_and_threshold_allow()
    {
        var messages = new Messages { Do = (_, cancellationToken) => Task.Delay(TimeSpan.FromSeconds(1), cancellationToken) };
        await Raw("work").CreateIfNotExistsAsync();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Raw("work").SendMessageAsync(Hi)));
        await using var host = await StartAsync(messages, ("batchSize", "4"), ("newBatchThreshold", "2"));

        await Patience.UntilAsync(() => messages.Seen.Count == 12);

        messages.Most.ShouldBeInRange(4, 6);
    }

    [AzuriteFact]
    public async Task A_function_that_is_stopped_gives_its_message_back()
    {
        var messages = new Messages { Do = (_, cancellationToken) => Task.Delay(TimeSpan.FromMinutes(1), cancellationToken) };
        var host = await StartAsync(messages);
        await Raw("work").SendMessageAsync(Hi);
        await Patience.UntilAsync(() => messages.Seen.Count == 1);

        await host.DisposeAsync();

        (await Raw("work").PeekMessagesAsync()).Value.ShouldHaveSingleItem();
    }

    [AzuriteFact]
    public async Task Hosts_side_by_side_with_storage_of_their_own_do_not_meet()
    {
        var (one, other) = (new Messages(), new Messages());
        await using var first = await StartAsync(one);
        await using var second = await Options(other).Setting(("AzureWebJobsStorage", azurite.NewAccount())).StartAsync();

        await Raw("work").SendMessageAsync(Hi);

        await Patience.UntilAsync(() => one.Seen.Count == 1);
        await Task.Delay(500);
        other.Seen.ShouldBeEmpty();
        first.BaseAddress.ShouldNotBe(second.BaseAddress);
    }

    [AzuriteFact]
    public async Task A_message_runs_by_hand_while_nothing_listens()
    {
        var messages = new Messages();
        await using var host = await (Options(messages) with { Listen = false }).StartAsync();

        await host.InvokeAsync("Work", "by hand");

        messages.Seen.ShouldBe(["by hand"]);
        (await Raw("work").ExistsAsync()).Value.ShouldBeFalse();
    }

    private LocalHostOptions Options(Messages messages, params (string Key, string Value)[] queues) =>
        (SampleHost.With(typeof(Worker)) with { Listen = true }).Knowing(messages)
            .Setting(("AzureWebJobsStorage", account), ("AzureFunctionsJobHost__extensions__queues__visibilityTimeout", "00:00:00"), ("AzureFunctionsJobHost__extensions__queues__messageEncoding", "base64"))
            .Setting([.. queues.Select(queue => ("AzureFunctionsJobHost__extensions__queues__" + queue.Key, queue.Value))]);

    private async Task<LocalHostApplication> StartAsync(Messages messages, params (string Key, string Value)[] queues)
    {
        await Raw("work").CreateIfNotExistsAsync();
        return await Options(messages, queues).StartAsync();
    }

    private QueueClient Raw(string name) => new(account, name);

    private async Task<int> CountAsync(string queue) =>
        (await Raw(queue).ExistsAsync()).Value ? (await Raw(queue).GetPropertiesAsync()).Value.ApproximateMessagesCount : 0;
}
