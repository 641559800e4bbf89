using System.Globalization;
using System.Net;
using System.Text;
using Azure.Storage.Queues;
using Functions;
using LocalHost;
using Microsoft.Extensions.DependencyInjection;
using Webhooks.Counting;
using Webhooks.Storage;

namespace Proof.Growth;

/// <summary>The receiver behind its front door; its queue and its timers move only when they are asked to.</summary>
internal sealed class GrownApp : IAsyncDisposable
{
    public const string Source = "valara";

    private readonly LocalHostApplication host;
    private readonly HttpClient http;
    private readonly QueueClient queue;
    private int given;

    private GrownApp(LocalHostApplication host, string storage)
    {
        this.host = host;
        http = new HttpClient { BaseAddress = new Uri(host.BaseAddress, "api/"), Timeout = TimeSpan.FromMinutes(5) };
        queue = new(storage, StorageNames.EventQueue);
    }

    public static async Task<GrownApp> StartAsync(Emulator storage, CancellationToken cancellationToken)
    {
        var host = await LocalHostApplication.StartAsync(
            HostedApp.Options with
            {
                Urls = "http://127.0.0.1:0",
                Root = RepositoryRoot.Find(),
                Listen = false,
                Settings = new Dictionary<string, string?>
                {
                    ["AzureWebJobsStorage"] = storage.Counted,
                    [$"Sources__{Source}__Scheme"] = "valara",
                    [$"Sources__{Source}__Secrets__0__Value"] = From.Valara().Secret,
                    // Azurite looks through a whole table for each query; a sender would be told to come back long before.
                    [$"Sources__{Source}__Deadline"] = "00:00:25",
                },
            },
            cancellationToken);
        await host.Services.GetRequiredService<PreparedStorage>().Ready.WaitAsync(cancellationToken);
        return new(host, storage.Direct);
    }

    /// <summary>Events that were accepted so far.</summary>
    public int Accepted => given;

    /// <summary>Posts so many new events at once.</summary>
    public Task AcceptAsync(int count, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(() => AcceptAsync(cancellationToken), cancellationToken)));

    /// <summary>Posts a new event of about 1 KB and gives its id.</summary>
    public async Task<string> AcceptAsync(CancellationToken cancellationToken)
    {
        var (number, now) = (Interlocked.Increment(ref given), TimeProvider.System.GetUtcNow());
        var id = string.Create(CultureInfo.InvariantCulture, $"evt_grown_{number:D6}");
        var signed = From.Valara() with
        {
            Id = id,
            Now = now,
            SentAt = now,
            Json = From.Valara().Json
                .Replace(From.Valara().Id, id, StringComparison.Ordinal)
                .Replace("01HXNONCE7K3M5P8R0T2V4X6Z8", $"nonce_{id}", StringComparison.Ordinal)
                .Replace("\"abc1234\"", $"\"{new string('x', 800)}\"", StringComparison.Ordinal),
        };
        using var content = new ByteArrayContent(signed.Body);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"webhooks/{Source}") { Content = content };
        foreach (var (name, value) in signed.Sign(signed))
        {
            _ = request.Headers.TryAddWithoutValidation(name, value) || content.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await http.SendAsync(request, cancellationToken);
        return answer.StatusCode == HttpStatusCode.Accepted ? id : throw new InvalidOperationException($"Answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
    }

    /// <summary>Processes whatever the queue holds.</summary>
    public Task ProcessAsync(CancellationToken cancellationToken) => EmptyAsync(message => host.InvokeAsync(nameof(ProcessEvent), message, cancellationToken), cancellationToken);

    /// <summary>An event that has become a dead letter.</summary>
    public async Task<string> DeadAsync(CancellationToken cancellationToken)
    {
        var id = await AcceptAsync(cancellationToken);
        await EmptyAsync(message => host.InvokeAsync(nameof(RecordPoison), message, cancellationToken), cancellationToken);
        return id;
    }

    /// <summary>Counts of three hours by the minute, the longest that they are kept so: what this run counts besides is little beside them.</summary>
    public async Task CountAsync(CancellationToken cancellationToken)
    {
        var counts = new Counts { Accepted = 20, Duplicates = 2, Postponed = 1 };
        var now = TimeProvider.System.GetUtcNow();
        var rollups = host.Services.GetRequiredService<IRollupLedger>();
        for (var minute = 1; minute < (int)RollupMerger.MinutesKept.TotalMinutes; minute++)
        {
            var began = now.AddMinutes(-minute);
            await rollups.AddAsync(Source, new(began.AddTicks(-(began.Ticks % TimeSpan.TicksPerMinute)), $"{minute:x12}", counts), cancellationToken);
        }

        await SweepAsync(cancellationToken);
    }

    public Task SweepAsync(CancellationToken cancellationToken) => host.InvokeAsync(nameof(Sweep), cancellationToken: cancellationToken);

    public async Task GetAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync(cancellationToken);
    }

    public async Task RedriveAsync(string id, CancellationToken cancellationToken)
    {
        using var order = new StringContent($$"""{"event_ids":["{{id}}"],"who":"proof","why":"growth"}""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri($"operator/redrive/{Source}", UriKind.Relative), order, cancellationToken);
        var report = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (!answer.IsSuccessStatusCode || !report.Contains("\"redriven\":1", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"Redriving {id} gave {answer.StatusCode}: {report}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await host.DisposeAsync();
    }

    private async Task EmptyAsync(Func<string, Task> run, CancellationToken cancellationToken)
    {
        while ((await queue.ReceiveMessagesAsync(32, cancellationToken: cancellationToken)).Value is { Length: > 0 } messages)
        {
            await Task.WhenAll(messages.Select(async message =>
            {
                await run(message.Body.ToString());
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
            }));
        }
    }
}
