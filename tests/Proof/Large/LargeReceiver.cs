using System.Globalization;
using System.Net;
using Azure.Data.Tables;
using LocalHost;
using Proof.Ordeal;
using Proof.Processes;
using Proof.Speed;
using Webhooks;
using Webhooks.Storage;

namespace Proof.Large;

/// <summary>The receiver as a process of its own, with a source that takes the largest bodies there are.</summary>
internal sealed class LargeReceiver : IDisposable
{
    private const string Sender = "standard-webhooks";

    private readonly SettingsFile settings;
    private readonly TableClient ledger;
    private readonly HttpClient http;
    private int given;

    private LargeReceiver(SettingsFile settings, Child process, string storage, int port)
    {
        (this.settings, Process, ledger) = (settings, process, new(storage, StorageNames.LedgerTable));
        http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new($"http://127.0.0.1:{port}/api/webhooks/"), Timeout = TimeSpan.FromMinutes(5) };
    }

    public Child Process { get; }

    public static async Task<LargeReceiver> StartAsync(StorageProcess storage, CancellationToken cancellationToken)
    {
        var port = Port.Free();
        var settings = SettingsFile.Of(new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = storage.ConnectionString,
            [$"Sources__{Sender}__Scheme"] = Sender,
            [$"Sources__{Sender}__Secrets__0__Value"] = From.StandardWebhooks().Secret,
            [$"Sources__{Sender}__MaxBodyBytes"] = $"{Source.LargestBody}",
        });
        var process = Child.DotNet(Servers.Beside("LocalHost.dll"), ["--urls", $"http://127.0.0.1:{port}", "--settings", settings.FullPath, "--quiet"], counting: false);
        await Port.AnswersAsync(port, process, cancellationToken);
        return new(settings, process, storage.ConnectionString, port);
    }

    /// <summary>Sends a delivery of an event of its own until it is answered otherwise than 503 or 408, as senders do; gives that answer, and how often it was one of these.</summary>
    public async Task<(HttpStatusCode Answer, int Unavailable)> SendAsync(byte[] body, bool isForged, CancellationToken cancellationToken)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"msg_{Process.Id}_{Interlocked.Increment(ref given):D6}");
        for (var unavailable = 0; ; unavailable++)
        {
            var now = TimeProvider.System.GetUtcNow();
            var signed = From.StandardWebhooks().WithBody(body) with { Id = id, SentAt = now, Now = now };
            using var content = new ReadOnlyMemoryContent(body);
            using var request = new HttpRequestMessage(HttpMethod.Post, Sender) { Content = content };
            foreach (var (name, value) in signed.Sign(signed))
            {
                _ = request.Headers.TryAddWithoutValidation(name, isForged && name == "webhook-signature" ? "v1," + Convert.ToBase64String(new byte[32]) : value)
                    || content.Headers.TryAddWithoutValidation(name, value);
            }

            using var answer = await http.SendAsync(request, cancellationToken);
            if (answer.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.RequestTimeout))
            {
                return (answer.StatusCode, unavailable);
            }

            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        }
    }

    /// <summary>Waits until nothing is pending, and gives the number of events that were processed.</summary>
    public async Task<int> DrainAsync(CancellationToken cancellationToken)
    {
        while (await ledger.QueryAsync<TableEntity>($"PartitionKey eq '{Sender}' and RowKey ge 'p|' and RowKey lt 'p}}'", cancellationToken: cancellationToken).AnyAsync(cancellationToken))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(250), cancellationToken);
        }

        return await ledger.QueryAsync<TableEntity>($"PartitionKey eq '{Sender}' and Status eq 'Processed' and RowKey ge 'e|' and RowKey lt 'e}}'", cancellationToken: cancellationToken).CountAsync(cancellationToken);
    }

    public void Dispose()
    {
        http.Dispose();
        Process.Dispose();
        settings.Dispose();
    }
}
