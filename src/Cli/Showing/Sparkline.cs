namespace Cli.Showing;

/// <summary>Numbers over time in one line, as high as the highest of them.</summary>
internal static class Sparkline
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <param name="numbers">From 0 on, oldest first.</param>
    /// <param name="width">The most characters; neighbours are added up to fit.</param>
    public static string Of(IReadOnlyList<long> numbers, int width)
    {
        var perBar = Math.Max(1, (numbers.Count + width - 1) / width);
        var sums = numbers.Chunk(perBar).Select(chunk => chunk.Sum()).ToList();
        var highest = sums.DefaultIfEmpty().Max();
        // Nothing is a blank, and the least of something is seen.
        return string.Concat(sums.Select(sum => sum <= 0 ? '·' : Bars[(int)Math.Ceiling(sum * (double)Bars.Length / highest) - 1]));
    }
}
