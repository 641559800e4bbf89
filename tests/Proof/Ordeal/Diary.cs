using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Proof.Ordeal;

internal enum Entry
{
    /// <summary>A handler began to run.</summary>
    Began,

    /// <summary>A handler ended well.</summary>
    Ended,

    /// <summary>A handler ended badly.</summary>
    Failed,

    /// <summary>A run is about to claim an event.</summary>
    Claims,

    /// <summary>The ledger confirmed that a handler of an event is done.</summary>
    Done,

    /// <summary>The ledger confirmed that an event is Processed.</summary>
    Finished,

    /// <summary>The receiver killed itself, at the step that is named.</summary>
    Died,
}

internal sealed record DiaryLine(string Process, Entry Entry, long At, string About);

/// <summary>What a receiver did, one line each, in a file that outlives it. The monotonic clock is one for all processes of the machine.</summary>
internal sealed class Diary(string path) : IDisposable
{
    private readonly Lock gate = new();
    private readonly FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    public void Write(Entry entry, string about)
    {
        var line = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{entry} {Stopwatch.GetTimestamp()} {about}\n"));
        lock (gate)
        {
            file.Write(line);
        }
    }

    public void Dispose() => file.Dispose();

    public static IEnumerable<DiaryLine> Read(string path) =>
        from line in File.Exists(path) ? File.ReadAllLines(path) : []
        let words = line.Split(' ', 3)
        where words.Length == 3
        select new DiaryLine(Path.GetFileName(path), Enum.Parse<Entry>(words[0]), long.Parse(words[1], CultureInfo.InvariantCulture), words[2]);
}
