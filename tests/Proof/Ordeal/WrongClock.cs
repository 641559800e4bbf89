namespace Proof.Ordeal;

/// <summary>
/// Machines whose clock is wrong: of the copies of the app, the first is ten minutes ahead and the second ten minutes behind. Debian's
/// faketime does it to a process from outside, so that everything in it is deceived. Elapsed time stays right, as it does where a clock is wrong.
/// </summary>
internal static class WrongClock
{
    private static readonly string[] Offsets = ["+10m", "-10m"];

    private static readonly string? Library = Directory.Exists("/usr/lib")
        ? Directory.EnumerateDirectories("/usr/lib", "*-linux-*").Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists)
        : null;

    /// <summary>What the report says about the clocks of a round.</summary>
    public static string Description => Library is not null
        ? "The clock of one copy was 10 min ahead, of another 10 min behind."
        : "SKIPPED, NOT PASSED: clocks that are wrong need Debian's package faketime, which is not installed here.";

    /// <summary>The offset of this copy's clock; null where it is right.</summary>
    public static string? Of(int copy) => Library is null ? null : Offsets.ElementAtOrDefault(copy);

    public static void Set(IDictionary<string, string?> environment, string offset)
    {
        environment["LD_PRELOAD"] = Library;
        environment["FAKETIME"] = offset;
        environment["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
        environment["DONT_FAKE_MONOTONIC"] = "1";
        environment["NO_FAKE_STAT"] = "1";
    }
}
