using System.Net;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using LocalHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Webhooks.Events;
using Webhooks.Processing;
using Webhooks.Storage;
using Webhooks.Timing;

namespace Functions.Driver;

/// <summary>The whole app behind its front door, on a storage account of its own, with a clock that a test can move.</summary>
internal sealed class ReceiverApp : IAsyncDisposable
{
    private readonly LocalHostApplication host;

    private ReceiverApp(LocalHostApplication host, string connectionString, ManualClock clock)
    {
        (this.host, Clock) = (host, clock);
        Http = new HttpClient { BaseAddress = new Uri(host.BaseAddress, "api/") };
        Table = new TableClient(connectionString, StorageNames.LedgerTable);
        Queue = new QueueClient(connectionString, StorageNames.EventQueue);
        PoisonQueue = new QueueClient(connectionString, StorageNames.PoisonQueue);
        StatusTable = new TableClient(connectionString, StorageNames.StatusTable);
        Bodies = new BlobContainerClient(connectionString, StorageNames.BodyContainer);
        NotificationQueue = new QueueClient(connectionString, StorageNames.NotificationQueue);
    }

    public ManualClock Clock { get; }

    public HttpClient Http { get; }

    public TableClient Table { get; }

    public QueueClient Queue { get; }

    public QueueClient PoisonQueue { get; }

    public TableClient StatusTable { get; }

    public QueueClient NotificationQueue { get; }

    public BlobContainerClient Bodies { get; }

    public IServiceProvider Services => host.Services;

    /// <summary>Starts the app with the five sources of <see cref="From" />. Queues and timers stand still unless asked to run.</summary>
    public static async Task<ReceiverApp> StartAsync(
        string connectionString,
        Dictionary<string, string?>? settings = null,
        IEventHandler? handler = null,
        bool listen = false,
        string? directConnectionString = null,
        bool waitUntilReady = true,
        ManualClock? clock = null,
        MachineClock? machine = null,
        Action<IServiceCollection>? overrides = null,
        string? urls = null)
    {
        clock ??= new ManualClock(SignedDelivery.Noon);
        var host = await LocalHostApplication.StartAsync(HostedApp.Options with
        {
            Urls = urls ?? "http://127.0.0.1:0",
            Root = RepositoryRoot.Path,
            Settings = Settings(connectionString, settings),
            Listen = listen,
            Overrides = services =>
            {
                services.Replace(machine is null ? ServiceDescriptor.Singleton<TimeProvider>(clock) : ServiceDescriptor.Singleton(new StorageClock(machine)));
                if (handler is not null)
                {
                    services.AddSingleton(handler);
                }

                overrides?.Invoke(services);
            },
        });
        if (waitUntilReady)
        {
            await host.Services.GetRequiredService<PreparedStorage>().Ready.WaitAsync(TimeSpan.FromSeconds(30));
        }

        return new ReceiverApp(host, directConnectionString ?? connectionString, clock);
    }

    /// <summary>Posts a delivery to the source of its scheme's name.</summary>
    public Task<HttpResponseMessage> PostAsync(SignedDelivery signed) => PostAsync(signed, signed.Scheme.Name);

    public Task<HttpResponseMessage> PostAsync(SignedDelivery signed, string source) => PostAsync(Http, signed, source);

    public static async Task<HttpResponseMessage> PostAsync(HttpClient http, SignedDelivery signed, string source)
    {
        var delivery = signed.Deliver();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"webhooks/{source}") { Content = new ByteArrayContent(delivery.Body.ToArray()) };
        foreach (var (name, values) in delivery.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, values))
            {
                request.Content.Headers.TryAddWithoutValidation(name, values);
            }
        }

        return await http.SendAsync(request);
    }

    /// <summary>Accepts Valara's default delivery, takes its message off the queue, and gives it.</summary>
    public async Task<string> AcceptAsync()
    {
        using var answer = await PostAsync(From.Valara());
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var message = (await Queue.ReceiveMessagesAsync(1)).Value.Single();
        await Queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        return message.Body.ToString();
    }

    /// <summary>Rows of a partition whose keys begin so.</summary>
    public async Task<IReadOnlyList<TableEntity>> RowsAsync(string partition, string prefix = "")
    {
        var rows = new List<TableEntity>();
        await foreach (var row in Table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}")))
        {
            rows.Add(row);
        }

        return [.. rows.Where(row => row.RowKey.StartsWith(prefix, StringComparison.Ordinal))];
    }

    /// <summary>
    /// The kinds of rows that events have left in a partition, such as <c>e n p</c>. Refused deliveries, <c>r</c>, are no events. Index rows, <c>i</c>, are
    /// listed where what they lead to is gone.
    /// </summary>
    public async Task<string> KindsAsync(string partition)
    {
        var keys = (await RowsAsync(partition)).Select(row => row.RowKey).ToHashSet();
        return string.Join(' ', keys.Where(key => key[0] != 'r' && !(key[0] == 'i' && LeadsTo(key).Any(keys.Contains))).Order(StringComparer.Ordinal).Select(key => key[..1]));
    }

    private static string[] LeadsTo(string index) => index.Split('|', 3)[2] is var rest ? [$"r|{rest}", $"e|{rest[20..]}"] : [];

    /// <summary>Runs the queue function for each message that is visible now, as the host would, and gives the number of events in them.</summary>
    public async Task<int> ProcessAsync()
    {
        var processed = 0;
        while ((await Queue.ReceiveMessagesAsync(32)).Value is { Length: > 0 } messages)
        {
            foreach (var message in messages)
            {
                await ProcessAsync(message.Body.ToString());
                await Queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
                processed += Envelope.Read(message.MessageText)?.Entries.Count ?? 1;
            }
        }

        return processed;
    }

    public Task ProcessAsync(string message) => host.InvokeAsync(nameof(ProcessEvent), message);

    /// <summary>Runs the queue function for a message that the queue delivers for so many a time.</summary>
    public Task ProcessAsync(string message, long dequeueCount) => host.InvokeAsync(nameof(ProcessEvent), message, dequeueCount, CancellationToken.None);

    public Task RecordPoisonAsync(string message) => host.InvokeAsync(nameof(RecordPoison), message);

    public Task NotifyAsync(string message) => host.InvokeAsync(nameof(Notify), message);

    public Task RecordUnsentAsync(string message) => host.InvokeAsync(nameof(RecordUnsent), message);

    public Task FlushNotificationsAsync() => host.InvokeAsync(nameof(FlushNotifications));

    public Task SweepAsync() => host.InvokeAsync(nameof(Sweep));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await host.DisposeAsync();
    }

    private static Dictionary<string, string?> Settings(string connectionString, Dictionary<string, string?>? further)
    {
        var settings = new Dictionary<string, string?> { ["AzureWebJobsStorage"] = connectionString };
        foreach (var sender in new[] { From.Valara(), From.NovaVms(), From.FastPix(), From.Envless(), From.StandardWebhooks() })
        {
            settings[$"Sources__{sender.Scheme.Name}__Scheme"] = sender.Scheme.Name;
            settings[$"Sources__{sender.Scheme.Name}__Secrets__0__Value"] = sender.Secret;
        }

        foreach (var (name, value) in further ?? [])
        {
            settings[name] = value;
        }

        return settings;
    }
}
