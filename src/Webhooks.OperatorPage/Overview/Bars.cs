using System.Globalization;
using System.Text;
using Webhooks.Operating;

namespace Webhooks.OperatorPage.Overview;

// The stacked bars of a chart: one SVG path for each series.
internal sealed class Bars
{
    public const int Height = 100;
    public const int Step = 10;
    private const int Width = 8;

    private readonly StringBuilder[] paths = [.. Series.All.Select(_ => new StringBuilder())];

    /// <param name="points">One bar each.</param>
    /// <param name="scale">Deliveries of a full height; by default those of the highest bar.</param>
    public Bars(IReadOnlyList<CountsAt> points, long? scale = null)
    {
        Points = points;
        Highest = scale ?? HighestOf(points);
        for (var i = 0; i < points.Count; i++)
        {
            Stack(i, points[i].Counts);
        }
    }

    public IReadOnlyList<CountsAt> Points { get; }

    // Deliveries of a bar of full height.
    public long Highest { get; }

    public static long HighestOf(IEnumerable<CountsAt> points) => points.Select(point => Series.All.Sum(series => series.Count(point.Counts))).DefaultIfEmpty().Max();

    public int FullWidth => Math.Max(1, Points.Count) * Step;

    public IEnumerable<(string Name, string Path)> Paths => Series.All.Select((series, i) => (series.Key, paths[i].ToString())).Where(path => path.Item2.Length > 0);

    private void Stack(int index, CountsView counts)
    {
        double bottom = Height;
        for (var i = 0; i < Series.All.Count; i++)
        {
            if (Series.All[i].Count(counts) is > 0 and var count)
            {
                // A single delivery among thousands stays visible.
                var height = Math.Max(1.5, (double)count * Height / Highest);
                bottom -= height;
                paths[i].Append(CultureInfo.InvariantCulture, $"M{(index * Step) + 1},{Math.Max(0, bottom):0.#}h{Width}v{height:0.#}h-{Width}z");
            }
        }
    }
}
