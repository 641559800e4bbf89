using System.Text;
using Azure.Data.Tables;
using Functions.Tests.Senders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Functions.Tests.Documents;

[Collection(Alone.Collection)]
public sealed class TelemetryTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private static readonly CalculatedPage Page = new("cost.md");

    [AzuriteFact]
    public async Task An_event_writes_as_many_lines_and_bytes_as_the_page_on_costs_says()
    {
        using var log = new FakeLoggerProvider();
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), overrides: services => services.AddSingleton<ILoggerProvider>(log));
        log.Collector.Clear();

        await app.PostAsync(From.Valara());
        await app.ProcessAsync();

        var lines = log.Collector.GetSnapshot().Where(line => line.Level == LogLevel.Information && line.Category!.StartsWith("Webhooks.", StringComparison.Ordinal)).ToArray();
        lines.Select(line => line.Message).ShouldBe(["valara: accepted evt_01JXYZ5T2N8Q4R6V7W9B0C1D2E.", "valara: processed evt_01JXYZ5T2N8Q4R6V7W9B0C1D2E (listing.created), attempt 1."]);
        ((double)lines.Length, (double)lines.Sum(TelemetryBytes)).ShouldBe((Page.Figures("app_lines")[0], Page.Figures("app_line_bytes")[0]));
    }

    [AzuriteFact]
    public async Task An_event_takes_as_much_room_beside_its_body_as_the_page_on_costs_says()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var delivery = ValaraDeliveries.Listing();

        await app.PostAsync(delivery);
        await app.ProcessAsync();

        var rows = await app.RowsAsync(delivery.Scheme.Name);
        ((double)(rows.Sum(StoredBytes) - delivery.Body.Length)).ShouldBe(Page.Figures("row_bytes")[0]);
    }

    // A line as telemetry carries it: the message, its category, its template and the values in it.
    private static int TelemetryBytes(FakeLogRecord line) => new[] { line.Message, line.Category }
        .Concat(line.StructuredState!.SelectMany(value => new[] { value.Key, value.Value })).Sum(text => Encoding.UTF8.GetByteCount(text ?? ""));

    // https://learn.microsoft.com/archive/blogs/avkashchauhan/how-the-size-of-an-entity-is-caclulated-in-windows-azure-table-storage
    private static long StoredBytes(TableEntity row) => 4 + (2 * (row.PartitionKey.Length + row.RowKey.Length))
        + row.Where(property => property.Key is not ("odata.etag" or "PartitionKey" or "RowKey")).Sum(property => 8 + (2 * property.Key.Length) + StoredBytes(property.Value));

    private static long StoredBytes(object value) => value switch
    {
        string text => 4 + (2 * text.Length),
        byte[] bytes => 4 + bytes.Length,
        DateTimeOffset or long => 8,
        int => 4,
        bool => 1,
        _ => throw new InvalidOperationException(value.GetType().Name),
    };
}
