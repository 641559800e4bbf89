using Webhooks.Readmitting;

namespace Cli.Operating;

// The sum of the reports of one readmission, which is many requests.
internal sealed class ReadmitTotals
{
    public int Readmitted { get; private set; }

    public int Known { get; private set; }

    public SortedDictionary<string, int> Refused { get; } = new(StringComparer.Ordinal);

    public int Checked => Readmitted + Known + Refused.Values.Sum();

    public void Add(ReadmitRun run)
    {
        (Readmitted, Known) = (Readmitted + run.Readmitted, Known + run.KnownAlready);
        foreach (var (reason, count) in run.StillRefused)
        {
            Refused[reason] = Refused.GetValueOrDefault(reason) + count;
        }
    }
}
