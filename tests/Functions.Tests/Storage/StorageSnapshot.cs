using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace Functions.Tests.Storage;

/// <summary>Everything in a storage account as JSON, with the types of the properties, and back.</summary>
internal static class StorageSnapshot
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static async Task<string> TakeAsync(string connectionString)
    {
        var tables = new JsonObject();
        var service = new TableServiceClient(connectionString);
        await foreach (var table in service.QueryAsync())
        {
            var rows = new JsonArray();
            await foreach (var row in service.GetTableClient(table.Name).QueryAsync<TableEntity>())
            {
                rows.Add(Write(row));
            }

            tables[table.Name] = rows;
        }

        var queues = new JsonObject();
        var account = new QueueServiceClient(connectionString);
        await foreach (var queue in account.GetQueuesAsync())
        {
            var messages = (await account.GetQueueClient(queue.Name).PeekMessagesAsync(32)).Value;
            queues[queue.Name] = new JsonArray([.. messages.Select(message => JsonValue.Create(message.Body.ToString()))]);
        }

        return new JsonObject { ["tables"] = tables, ["queues"] = queues }.ToJsonString(Indented);
    }

    public static async Task RestoreAsync(string connectionString, string snapshot)
    {
        var json = JsonNode.Parse(snapshot)!;
        foreach (var (name, rows) in json["tables"]!.AsObject())
        {
            var table = new TableClient(connectionString, name);
            await table.CreateIfNotExistsAsync();
            foreach (var row in rows!.AsArray())
            {
                await table.UpsertEntityAsync(Read(row!.AsObject()), TableUpdateMode.Replace);
            }
        }

        foreach (var (name, messages) in json["queues"]!.AsObject())
        {
            var queue = new QueueClient(connectionString, name);
            await queue.CreateIfNotExistsAsync();
            foreach (var message in messages!.AsArray())
            {
                await queue.SendMessageAsync((string)message!);
            }
        }
    }

    // Strings, numbers and truth values are themselves; the rest says its type.
    private static JsonObject Write(TableEntity row) => new(row
        .Where(property => property.Key is not ("odata.etag" or "Timestamp"))
        .Select(property => KeyValuePair.Create(property.Key, property.Value switch
        {
            DateTimeOffset moment => Typed("time", moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
            byte[] bytes => Typed("bytes", Convert.ToBase64String(bytes)),
            BinaryData data => Typed("bytes", Convert.ToBase64String(data.ToArray())),
            long number => Typed("long", number.ToString(CultureInfo.InvariantCulture)),
            double number => Typed("double", number.ToString("R", CultureInfo.InvariantCulture)),
            bool flag => (JsonNode?)JsonValue.Create(flag),
            int number => JsonValue.Create(number),
            string text => JsonValue.Create(text),
            var other => throw new NotSupportedException($"{property.Key}: {other.GetType()}"),
        })));

    private static JsonObject Typed(string type, string text) => new() { [type] = text };

    private static TableEntity Read(JsonObject row)
    {
        var entity = new TableEntity();
        foreach (var (name, value) in row)
        {
            entity[name] = value switch
            {
                JsonObject typed => typed.Single() switch
                {
                    ("time", var text) => DateTimeOffset.Parse((string)text!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
                    ("bytes", var text) => Convert.FromBase64String((string)text!),
                    ("long", var text) => long.Parse((string)text!, CultureInfo.InvariantCulture),
                    ("double", var text) => double.Parse((string)text!, CultureInfo.InvariantCulture),
                    var (type, _) => throw new NotSupportedException(type),
                },
                JsonValue plain when plain.TryGetValue<bool>(out var flag) => flag,
                JsonValue plain when plain.TryGetValue<int>(out var number) => number,
                _ => (string)value!,
            };
        }

        return entity;
    }
}
