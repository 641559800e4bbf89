using System.Diagnostics;
using Proof.Reporting;
using Webhooks.Signatures.Cryptography;

namespace Proof.Fuzz;

/// <summary>
/// Whether the time of a refusal tells how far a guessed signature was right. Welch's t-test on interleaved measurements of guesses that
/// differ at the first and at the last character; the same test has to see a comparison that does stop at the first difference.
/// </summary>
internal static class ComparisonTiming
{
    private const int Samples = 200_000;
    private const int PerSample = 16;

    // The threshold of dudect, beyond which chance is out of the question for a leak that is there.
    private const double Leak = 4.5;

    public static bool IsLevel(Report report)
    {
        var key = new HmacKey(new byte[32]);
        SignedContent content = new(default, new byte[16], default);
        Span<byte> mac = stackalloc byte[32];
        key.Compute(content, mac);
        var right = MacText.Write(mac, MacEncoding.Hex);
        var ours = Measure(right, guess => key.Matches(content, [guess], MacEncoding.Hex), 1);
        var leaking = Measure(right, guess => StopsEarly(right, guess), PerSample);

        var table = new MarkdownTable("Comparison", "first character wrong, ns", "last character wrong, ns", "difference, ns", "t");
        table.Add("ours, MAC included", ours.First, ours.Last, ours.Last - ours.First, ours.T);
        table.Add("one that stops early, for comparison", leaking.First, leaking.Last, leaking.Last - leaking.First, leaking.T);
        report.Show(table);

        // Two texts never lie alike in memory: a difference that is real and a hundredth of the leak's is no leak.
        var difference = Math.Abs(ours.Last - ours.First);
        return leaking.T > Leak && (Math.Abs(ours.T) < Leak || difference < (leaking.Last - leaking.First) / 10);
    }

    private static (double First, double Last, double T) Measure(string right, Func<string, bool> matches, int times)
    {
        string[] guesses = [Wrong(right, 0), Wrong(right, right.Length - 1)];
        var dice = new Dice();
        dice.Take(1, 1);
        List<double>[] taken = [new(Samples), new(Samples)];
        for (var sample = -Samples / 10; sample < Samples; sample++)
        {
            var which = dice.Next(2);
            // A new text each time, so that neither has a place in memory of its own.
            var guess = new string(guesses[which].AsSpan());
            var begun = Stopwatch.GetTimestamp();
            for (var time = 0; time < times; time++)
            {
                matches(guess);
            }

            var ticks = Stopwatch.GetTimestamp() - begun;
            if (sample >= 0)
            {
                taken[which].Add(ticks * 1e9 / Stopwatch.Frequency / times);
            }
        }

        // Interruptions say nothing about the comparison: what is over the ninth decile of both is left out of both.
        var limit = taken[0].Concat(taken[1]).Order().ElementAt((int)(0.9 * (taken[0].Count + taken[1].Count)));
        var (first, last) = (taken[0].Where(ns => ns <= limit).ToArray(), taken[1].Where(ns => ns <= limit).ToArray());
        return (first.Average(), last.Average(), (last.Average() - first.Average()) / Math.Sqrt((Variance(first) / first.Length) + (Variance(last) / last.Length)));
    }

    private static bool StopsEarly(string right, string guess)
    {
        for (var at = 0; at < right.Length; at++)
        {
            if (right[at] != guess[at])
            {
                return false;
            }
        }

        return true;
    }

    private static string Wrong(string right, int at) => $"{right[..at]}{(right[at] == '0' ? '1' : '0')}{right[(at + 1)..]}";

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
    }
}
