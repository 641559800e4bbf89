using Webhooks.Readmitting;

namespace Cli.Operating;

/// <summary>What became of all parts of a run to readmit.</summary>
internal sealed class ReadmitSum
{
    private readonly SortedDictionary<string, int> refused = new(StringComparer.Ordinal);

    public int Readmitted { get; private set; }

    public int Known { get; private set; }

    public IReadOnlyDictionary<string, int> Refused => refused;

    public int Judged => Readmitted + Known + refused.Values.Sum();

    public void Add(ReadmitRun run)
    {
        (Readmitted, Known) = (Readmitted + run.Readmitted, Known + run.KnownAlready);
        foreach (var (reason, count) in run.StillRefused)
        {
            refused[reason] = refused.GetValueOrDefault(reason) + count;
        }
    }
}
