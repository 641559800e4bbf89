using System.Text.Json;
using System.Text.Json.Serialization;
using Cli.Rendering;

namespace Cli.Listening;

// How far a listener has come: where its next round begins, and what it has handed on since then. Kept in a file, so that the next run continues.
internal sealed partial class ListenCursor
{
    private readonly Dictionary<(string Source, string Id), DateTimeOffset> seen = [];
    private readonly string file;

    private ListenCursor(string file) => this.file = file;

    // Null before the first round.
    public DateTimeOffset? Since { get; private set; }

    public static ListenCursor Load(string file)
    {
        var cursor = new ListenCursor(file);
        try
        {
            if (JsonSerializer.Deserialize(File.ReadAllBytes(file), CursorJson.Default.Content) is { } content)
            {
                cursor.Begin(content.Since);
                foreach (var one in content.Seen ?? [])
                {
                    cursor.seen[(one.Source, one.Id)] = one.ReceivedAt;
                }
            }
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException or JsonException)
        {
            // A first run. Files are replaced whole, so one that cannot be read was written by something else.
        }

        return cursor;
    }

    public void Begin(DateTimeOffset since)
    {
        Since = since;
        seen.Clear();
    }

    public bool HasSeen(LogLine line) => seen.ContainsKey((line.Source, line.Id));

    public void Add(LogLine line)
    {
        seen[(line.Source, line.Id)] = line.ReceivedAt;
        Save();
    }

    // Never back. What arrived before is never listed again, so it need not be remembered.
    public void Advance(DateTimeOffset since)
    {
        if (since <= Since)
        {
            return;
        }

        Since = since;
        foreach (var old in seen.Where(one => one.Value < since).Select(one => one.Key).ToList())
        {
            seen.Remove(old);
        }
    }

    // Replaced as a whole: a process that dies meanwhile leaves the one before.
    public void Save()
    {
        if (Since is { } since)
        {
            var content = new Content(since, [.. seen.Select(one => new Seen(one.Key.Source, one.Key.Id, one.Value))]);
            try
            {
                File.WriteAllBytes(file + ".new", JsonSerializer.SerializeToUtf8Bytes(content, CursorJson.Default.Content));
                File.Move(file + ".new", file, overwrite: true);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new UsageException($"How far this has come cannot be kept in {file} ({failure.GetType().Name}); name another place by XDG_STATE_HOME.");
            }
        }
    }

    private sealed record Content(DateTimeOffset Since, IReadOnlyList<Seen>? Seen);

    private sealed record Seen(string Source, string Id, DateTimeOffset ReceivedAt);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
    [JsonSerializable(typeof(Content))]
    private sealed partial class CursorJson : JsonSerializerContext;
}
