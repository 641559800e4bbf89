using Azure;
using Azure.Data.Tables;
using Webhooks.Processing;

namespace Webhooks.Storage.Handlers;

/// <summary>
/// The row of a handler. Pausing, resuming and activity write columns of their own, so that none undoes another; a merge removes no column,
/// hence the flags.
/// </summary>
internal static class HandlerRow
{
    private const string IsPaused = "IsPaused";
    private const string PausedAt = "PausedAt";
    private const string PausedBy = "PausedBy";
    private const string Note = "Note";
    private const string IsResuming = "IsResuming";
    private const string ResumedAt = "ResumedAt";
    private const string LastSuccessAt = "LastSuccessAt";
    private const string LastErrorAt = "LastErrorAt";
    private const string LastError = "LastError";

    public static TableEntity Paused(string name, HandlerPause pause) => Change(name, paused: true, resuming: false, new()
    {
        [PausedAt] = pause.Since,
        [PausedBy] = pause.By,
        [Note] = pause.Note ?? "",
    });

    public static TableEntity Resumed(string name, DateTimeOffset at) => Change(name, paused: false, resuming: true, new() { [ResumedAt] = at });

    public static TableEntity Settled(string name) => Change(name, paused: false, resuming: false, []);

    public static TableEntity Seen(HandlerRecord seen)
    {
        var row = new TableEntity(LedgerKeys.Handlers, seen.Name);
        if (seen.LastSuccessAt is { } success)
        {
            row[LastSuccessAt] = success;
        }

        if (seen.LastErrorAt is { } error)
        {
            (row[LastErrorAt], row[LastError]) = (error, seen.LastError);
        }

        return row;
    }

    public static HandlerRecord Read(TableEntity row) => new(row.RowKey)
    {
        Pause = row.GetBoolean(IsPaused) == true
            ? new(row.GetDateTimeOffset(PausedAt)!.Value, row.GetString(PausedBy), row.GetString(Note) is { Length: > 0 } note ? note : null)
            : null,
        ResumedAt = row.GetBoolean(IsResuming) == true ? row.GetDateTimeOffset(ResumedAt) : null,
        LastSuccessAt = row.GetDateTimeOffset(LastSuccessAt),
        LastErrorAt = row.GetDateTimeOffset(LastErrorAt),
        LastError = row.GetString(LastError),
        Version = row.ETag.ToString(),
    };

    private static TableEntity Change(string name, bool paused, bool resuming, Dictionary<string, object> further)
    {
        var row = new TableEntity(LedgerKeys.Handlers, name) { [IsPaused] = paused, [IsResuming] = resuming };
        foreach (var (column, value) in further)
        {
            row[column] = value;
        }

        return row;
    }
}
