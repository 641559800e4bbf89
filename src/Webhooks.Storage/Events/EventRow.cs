using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using Webhooks.Events;
using Webhooks.Receiving;

namespace Webhooks.Storage.Events;

/// <summary>The event row: an entity of at most 1 MiB, with the body in binary properties of at most 64 KiB each.</summary>
internal static partial class EventRow
{
    public const string EventId = "EventId";
    public const string Status = "Status";
    public const string ArrivalId = "ArrivalId";
    public const string Attempts = "Attempts";
    public const string Handlers = "Handlers";
    public const string Breaches = "Breaches";

    // On pending rows: the handlers that wait, and which of them are paused. On dead-letter rows: those that failed. Names have no spaces.
    public const string Waiting = "Waiting";
    public const string Paused = "Paused";
    public const string Failed = "Failed";

    public const string Crashes = "Crashes";
    public const string CrashesAlone = "CrashesAlone";
    public const string NextAttemptAt = "NextAttemptAt";
    public const string ClaimedUntil = "ClaimedUntil";
    public const string ClaimId = "ClaimId";
    public const string LastError = "LastError";
    public const string History = "History";
    public const string EventType = "EventType";
    public const string ReceivedAt = "ReceivedAt";
    public const string OccurredAt = "OccurredAt";
    public const string TraceParent = "TraceParent";
    public const string SenderTrace = "SenderTrace";
    public const string DeliveryId = "DeliveryId";
    public const string Nonce = "Nonce";
    public const string SecretFingerprint = "SecretFingerprint";
    public const string EndedAt = "EndedAt";
    public const string Headers = "Headers";

    // Key of the pending row, written down as text: a time read back from a property need not have every digit.
    public const string PendingRow = "PendingRow";

    public const string DeadLetterRow = "DeadLetterRow";

    public const string TimelineRow = "TimelineRow";

    public const string BodyLength = "BodyLength";

    private const string BodySha256 = "BodySha256";

    private const int ChunkBytes = 64 * 1024;

    // A string property holds 32 Ki characters; half of that leaves the entity far from its limit beside the largest body.
    private const int MostHeaderText = 16_000;

    // {"Key":"","Value":""}, between its neighbours.
    private const int MostJsonBeside = 22;
    private const int MostHistoryText = 16_000;
    private const int MostHistoryEntries = 50;

    public static TableEntity Of(NewEvent newEvent)
    {
        var (delivery, said) = (newEvent.Delivery, newEvent.Event);
        // No attempts and due at once are what a reader takes for granted: each column of each event is paid for.
        var row = new TableEntity(LedgerKeys.Partition(newEvent.Key), LedgerKeys.Event(newEvent.Key.EventId))
        {
            [EventId] = newEvent.Key.EventId,
            [EventType] = said.EventType,
            [Status] = nameof(EventStatus.Pending),
            [ArrivalId] = newEvent.Origin.ArrivalId,
            [ReceivedAt] = delivery.ReceivedAt,
            [PendingRow] = LedgerKeys.Pending(delivery.ReceivedAt, newEvent.Key.EventId),
            [TimelineRow] = LedgerKeys.Timeline(delivery.ReceivedAt, newEvent.Key.EventId),
            [SecretFingerprint] = newEvent.SecretFingerprint,
            [Headers] = WriteHeaders(newEvent.KeptHeaders),
        };
        WriteKnown(row, OccurredAt, Storable(said.OccurredAt));
        WriteKnown(row, DeliveryId, said.DeliveryId);
        WriteKnown(row, TraceParent, newEvent.Origin.TraceParent);
        WriteKnown(row, SenderTrace, newEvent.Origin.SenderTrace);
        WriteKnown(row, Nonce, said.Nonce);
        WriteKnown(row, IndexRow.Column, IndexRow.Names(newEvent.SearchIds));
        if (newEvent.Note is { } note)
        {
            row[History] = Append([], note);
        }

        WriteBody(row, delivery.Body, newEvent.Stored);
        return row;
    }

    // Storage keeps no column without a value, and in memory the row would grow for it.
    private static void WriteKnown(TableEntity row, string column, object? value)
    {
        if (value is not null)
        {
            row[column] = value;
        }
    }

    public static LedgerEvent Read(EventKey key, TableEntity row) => new()
    {
        Key = key,
        EventType = row.GetString(EventType),
        Body = row.ContainsKey(RowVersion.BodyBlob) ? default : ReadBody(row),
        Stored = ReadStored(row),
        Headers = ReadHeaders(row),
        ReceivedAt = row.GetDateTimeOffset(ReceivedAt)!.Value,
        OccurredAt = row.GetDateTimeOffset(OccurredAt),
        DeliveryId = row.GetString(DeliveryId),
        TraceParent = row.GetString(TraceParent),
        SenderTrace = row.GetString(SenderTrace),
        Nonce = row.GetString(Nonce),
        Status = ReadStatus(row),
        Attempts = row.GetInt32(Attempts) ?? 0,
        Handlers = HandlerStates.Read(row.GetString(Handlers)),
        Breaches = BreachText.Read(row.GetString(Breaches)),
        Crashes = row.GetInt32(Crashes) ?? 0,
        CrashesAlone = row.GetInt32(CrashesAlone) ?? 0,
        NextAttemptAt = row.GetDateTimeOffset(NextAttemptAt) ?? row.GetDateTimeOffset(ReceivedAt)!.Value,
        ClaimedUntil = row.GetDateTimeOffset(ClaimedUntil),
        ClaimId = row.GetString(ClaimId),
        LastError = row.GetString(LastError),
        SecretFingerprint = row.GetString(SecretFingerprint),
        History = ReadHistory(row),
        PendingRow = row.GetString(PendingRow),
        TimelineRow = row.GetString(TimelineRow),
        IndexedBy = row.GetString(IndexRow.Column),
        Version = row.ETag.ToString(),
    };

    public static EventStatus ReadStatus(TableEntity row) => Enum.Parse<EventStatus>(row.GetString(Status));

    public static IReadOnlyList<HistoryEntry> ReadHistory(TableEntity row) =>
        row.GetString(History) is { } text ? JsonSerializer.Deserialize(text, RowJson.Default.ListHistoryEntry)! : [];

    public static string Append(IReadOnlyList<HistoryEntry> history, HistoryEntry entry)
    {
        List<HistoryEntry> all = [.. history.TakeLast(MostHistoryEntries - 1), entry];
        var text = JsonSerializer.Serialize(all, RowJson.Default.ListHistoryEntry);
        while (text.Length > MostHistoryText && all.Count > 1)
        {
            all.RemoveAt(0);
            text = JsonSerializer.Serialize(all, RowJson.Default.ListHistoryEntry);
        }

        return text;
    }

    // Table Storage knows no time before 1601; what is older is a sender's mistake, and the body still has it.
    private static DateTimeOffset? Storable(DateTimeOffset? moment) => moment?.UtcDateTime.Year >= 1601 ? moment : null;

    public static IReadOnlyList<KeyValuePair<string, string>> ReadHeaders(TableEntity row) =>
        row.GetString(Headers) is { } headers ? JsonSerializer.Deserialize(headers, RowJson.Default.ListKeyValuePairStringString)! : [];

    public static string WriteHeaders(IReadOnlyList<KeyValuePair<string, string>> headers) => JsonText.Plain.Write(headers, WriteHeaders, Encoding.UTF8.GetString);

    private static void WriteHeaders(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        json.WriteStartArray();
        // JSON makes six characters of some. What fits even so need not be measured.
        foreach (var header in headers.Sum(header => MostJsonBeside + (6 * (header.Key.Length + header.Value.Length))) < MostHeaderText ? headers : Fitting(headers))
        {
            json.WriteStartObject();
            json.WriteString(nameof(header.Key), header.Key);
            json.WriteString(nameof(header.Value), header.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static List<KeyValuePair<string, string>> Fitting(IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        var kept = new List<KeyValuePair<string, string>>();
        var room = MostHeaderText;
        foreach (var header in headers)
        {
            // Measured as it will be written: the limit is one of the property.
            var size = MostJsonBeside + JsonEncodedText.Encode(header.Key).Value.Length + JsonEncodedText.Encode(header.Value).Value.Length;
            if (size <= room)
            {
                kept.Add(header);
                room -= size;
            }
        }

        return kept;
    }

    private static StoredBody? ReadStored(TableEntity row) =>
        row.GetString(RowVersion.BodyBlob) is { } name ? new StoredBody(name, row.GetInt32(BodyLength)!.Value, row.GetString(BodySha256)) : null;

    private static void WriteBody(TableEntity row, ReadOnlyMemory<byte> body, StoredBody? stored)
    {
        row[BodyLength] = body.Length;
        if (stored is not null)
        {
            (row[RowVersion.BodyBlob], row[BodySha256]) = (stored.Name, stored.Sha256);
            return;
        }

        for (var start = 0; start < body.Length; start += ChunkBytes)
        {
            row[Chunk(start)] = BinaryData.FromBytes(body.Slice(start, Math.Min(ChunkBytes, body.Length - start)));
        }
    }

    private static byte[] ReadBody(TableEntity row)
    {
        var body = new byte[row.GetInt32(BodyLength) ?? 0];
        for (var start = 0; start < body.Length; start += ChunkBytes)
        {
            row.GetBinary(Chunk(start)).CopyTo(body, start);
        }

        return body;
    }

    private static string Chunk(int start) => start == 0 ? "Body00" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Body{start / ChunkBytes:D2}");

    [JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(List<KeyValuePair<string, string>>))]
    [JsonSerializable(typeof(List<HistoryEntry>))]
    private sealed partial class RowJson : JsonSerializerContext;
}
