using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Webhooks.Notifying;

namespace Functions.Driver;

/// <summary>The app with one channel called <c>team</c>, and what its tests ask of it.</summary>
internal sealed class NotifyingApp(ReceiverApp app) : IAsyncDisposable
{
    public const string Source = "valara";

    public ManualClock Clock => app.Clock;

    public ReceiverApp App => app;

    public static Dictionary<string, string?> Slack(ChannelEndpoint endpoint, string name = "team") => new()
    {
        [$"Notifications__Channels__{name}__Type"] = "slack",
        [$"Notifications__Channels__{name}__Url"] = endpoint.Url,
    };

    public static async Task<NotifyingApp> StartAsync(
        SharedAzurite azurite, Dictionary<string, string?> settings, string? connectionString = null, bool listen = false, Action<IServiceCollection>? overrides = null,
        ManualClock? clock = null) =>
        new(await ReceiverApp.StartAsync(connectionString ?? azurite.NewAccount(), settings, listen: listen, overrides: overrides, clock: clock));

    public static Notice Failed(string subject = "delivery-job deliver_1") => new(
        "valara.delivery-failed", subject, Severity.Error, "Media delivery failed", "The cloud is full.", "Free some space, then ask for the delivery again.");

    public static Notice Well(string subject = "delivery-job deliver_1") => new(
        "valara.delivery-failed", subject, Severity.Info, "Media delivery recovered", "A later delivery completed.", "")
    {
        Recovered = true,
    };

    /// <summary>Tells a notice as a rule would, now.</summary>
    public Task NotifyAsync(Notice notice, string eventId = "evt_1") =>
        app.Services.GetRequiredService<Notifier>().NotifyAsync(Source, eventId, Clock.GetUtcNow(), notice, CancellationToken.None);

    /// <summary>Runs the function for each message that is visible now, side by side as the host would, and gives their number.</summary>
    public async Task<int> DrainAsync()
    {
        var drained = 0;
        while ((await app.NotificationQueue.ReceiveMessagesAsync(32)).Value is { Length: > 0 } messages)
        {
            await Task.WhenAll(messages.Select(async message =>
            {
                await app.NotifyAsync(message.Body.ToString());
                await app.NotificationQueue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
            }));
            drained += messages.Length;
        }

        return drained;
    }

    /// <summary>Time passes, and the timer comes.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await app.FlushNotificationsAsync();
        await DrainAsync();
    }

    public async Task<IReadOnlyList<TableEntity>> RowsAsync(string partition, string prefix = "")
    {
        var rows = new List<TableEntity>();
        await foreach (var row in app.StatusTable.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}")))
        {
            rows.Add(row);
        }

        return [.. rows.Where(row => row.RowKey.StartsWith(prefix, StringComparison.Ordinal))];
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
