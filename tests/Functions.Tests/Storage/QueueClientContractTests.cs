using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Functions.Tests.Storage;

public sealed class QueueClientContractTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task Creating_a_queue_that_exists_gives_no_response()
    {
        var queue = Queue();

        (await queue.ExistsAsync()).Value.ShouldBeFalse();
        (await queue.CreateIfNotExistsAsync()).Status.ShouldBe(201);
        (await queue.CreateIfNotExistsAsync()).ShouldBeNull();
        (await queue.ExistsAsync()).Value.ShouldBeTrue();
        (await queue.DeleteIfExistsAsync()).Value.ShouldBeTrue();
        (await queue.DeleteIfExistsAsync()).Value.ShouldBeFalse();
    }

    [AzuriteFact]
    public async Task A_missing_queue_is_not_found()
    {
        var failure = await Should.ThrowAsync<RequestFailedException>(() => Queue().SendMessageAsync("lost"));

        (failure.Status, failure.ErrorCode).ShouldBe((404, "QueueNotFound"));
        (failure.ErrorCode == QueueErrorCode.QueueNotFound).ShouldBeTrue();
    }

    [AzuriteFact]
    public async Task Base64_is_what_lies_in_the_queue_and_text_is_what_comes_out()
    {
        const string text = "{\"id\":\"<&> Grüße 🪝\"}";
        var queue = await CreatedAsync(QueueMessageEncoding.Base64);

        var sent = await queue.SendMessageAsync(text);
        var raw = (await Plain(queue).PeekMessagesAsync()).Value.ShouldHaveSingleItem();
        var received = (await queue.ReceiveMessagesAsync()).Value.ShouldHaveSingleItem();

        raw.Body.ToString().ShouldBe(Convert.ToBase64String(new BinaryData(text)));
        received.Body.ToString().ShouldBe(text);
        received.MessageText.ShouldBe(text);
        received.MessageId.ShouldBe(sent.Value.MessageId);
        received.DequeueCount.ShouldBe(1);
        received.InsertedOn.ShouldBe(sent.Value.InsertionTime);
        received.ExpiresOn!.Value.ShouldBe(sent.Value.InsertionTime.AddDays(7), TimeSpan.FromSeconds(5));
    }

    [AzuriteFact]
    public async Task A_message_that_is_no_base64_fails_the_call_after_it_was_hidden()
    {
        var queue = await CreatedAsync(QueueMessageEncoding.Base64);
        await Plain(queue).SendMessageAsync("not base64!");

        await Should.ThrowAsync<FormatException>(() => queue.ReceiveMessagesAsync());

        (await Plain(queue).ReceiveMessagesAsync()).Value.ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task A_message_can_be_sent_into_the_future()
    {
        var queue = await CreatedAsync();

        await queue.SendMessageAsync("later", visibilityTimeout: TimeSpan.FromHours(1));
        await queue.SendMessageAsync("now", visibilityTimeout: TimeSpan.Zero, timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: default);

        (await queue.ReceiveMessagesAsync(maxMessages: 32)).Value.ShouldHaveSingleItem().MessageText.ShouldBe("now");
        (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount.ShouldBe(2);
    }

    [AzuriteFact]
    public async Task A_received_message_is_hidden_until_its_time_is_over()
    {
        var queue = await CreatedAsync();
        await queue.SendMessageAsync("again");

        (await queue.ReceiveMessagesAsync(maxMessages: 1, visibilityTimeout: TimeSpan.FromSeconds(1))).Value.ShouldHaveSingleItem();
        (await queue.ReceiveMessagesAsync()).Value.ShouldBeEmpty();
        await Task.Delay(TimeSpan.FromSeconds(1.5));

        (await queue.ReceiveMessagesAsync()).Value.ShouldHaveSingleItem().DequeueCount.ShouldBe(2);
    }

    [AzuriteFact]
    public async Task A_stale_pop_receipt_deletes_nothing()
    {
        var queue = await CreatedAsync();
        await queue.SendMessageAsync("work");
        var first = (await queue.ReceiveMessagesAsync()).Value[0];
        var renewed = await queue.UpdateMessageAsync(first.MessageId, first.PopReceipt, visibilityTimeout: TimeSpan.FromMinutes(1));

        var failure = await Should.ThrowAsync<RequestFailedException>(() => queue.DeleteMessageAsync(first.MessageId, first.PopReceipt));

        (failure.Status, failure.ErrorCode).ShouldBe((400, "PopReceiptMismatch"));
        renewed.Value.NextVisibleOn.ShouldBeGreaterThan(first.NextVisibleOn!.Value);
        (await queue.DeleteMessageAsync(first.MessageId, renewed.Value.PopReceipt)).Status.ShouldBe(204);
    }

    [AzuriteFact]
    public async Task An_update_replaces_the_text_and_shows_the_message_again()
    {
        var queue = await CreatedAsync(QueueMessageEncoding.Base64);
        await queue.SendMessageAsync(new BinaryData(new byte[] { 1, 2 }));
        var first = (await queue.ReceiveMessagesAsync()).Value[0];

        await queue.UpdateMessageAsync(first.MessageId, first.PopReceipt, "second", TimeSpan.Zero);

        first.Body.ToArray().ShouldBe(new byte[] { 1, 2 });
        (await queue.ReceiveMessagesAsync()).Value.ShouldHaveSingleItem().MessageText.ShouldBe("second");
    }

    [AzuriteFact]
    public async Task A_cleared_queue_is_empty()
    {
        var queue = await CreatedAsync();
        await queue.SendMessageAsync("gone");

        await queue.ClearMessagesAsync();

        (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount.ShouldBe(0);
    }

    private QueueClient Queue(QueueMessageEncoding encoding = QueueMessageEncoding.None) =>
        new(azurite.ConnectionString, "q" + Guid.NewGuid(), new QueueClientOptions { MessageEncoding = encoding });

    private QueueClient Plain(QueueClient queue) => new(azurite.ConnectionString, queue.Name);

    private async Task<QueueClient> CreatedAsync(QueueMessageEncoding encoding = QueueMessageEncoding.None)
    {
        var queue = Queue(encoding);
        await queue.CreateIfNotExistsAsync();
        return queue;
    }
}
