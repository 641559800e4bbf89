namespace Cli.Rendering;

internal static class Sparkline
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    // Oldest first, at most so many characters wide: neighbours are added up to fit. Zero is a dot, and one is already a bar.
    public static string Of(IReadOnlyList<long> numbers, int width)
    {
        var perBar = Math.Max(1, (numbers.Count + width - 1) / width);
        var sums = numbers.Chunk(perBar).Select(chunk => chunk.Sum()).ToList();
        var highest = sums.DefaultIfEmpty().Max();
        return string.Concat(sums.Select(sum => sum <= 0 ? '·' : Bars[(int)Math.Ceiling(sum * (double)Bars.Length / highest) - 1]));
    }
}
