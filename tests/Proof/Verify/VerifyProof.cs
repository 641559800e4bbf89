using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Proof.Reporting;

namespace Proof.Verify;

/// <summary>What a verification costs beside the HMAC that nobody can do without.</summary>
internal sealed class VerifyProof : IProof
{
    private const double MostTimes = 1.3;

    // Headers and a few values of the body; a body of 1 KB or of 500 KB makes no difference to it.
    private const long MostGrowth = 1024;

    public string Verb => "verify";

    public string Claim => "A verification costs little more than the HMAC of the same bytes, and allocates no more for a larger body.";

    public Task<bool> RunAsync(ProofRun run, CancellationToken stop)
    {
        var job = (run.IsShort ? Job.Dry.WithIterationCount(3) : Job.ShortRun.WithIterationCount(8)).WithToolchain(InProcessEmitToolchain.Instance);
        var config = ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddDiagnoser(BenchmarkDotNet.Diagnosers.MemoryDiagnoser.Default)
            .AddLogger(NullLogger.Instance)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .WithOption(ConfigOptions.DisableOptimizationsValidator, true)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "proof-verify"));
        var summary = BenchmarkRunner.Run<VerificationBenchmark>(config);

        var rows = summary.Reports.Select(Row.Of).ToArray();
        var table = new MarkdownTable("Scheme", "Body, KB", "HMAC alone, µs", "Verification, µs", "Times", "Allocated, bytes");
        var holds = rows.Length > 0 && rows.All(row => row.Nanoseconds > 0);
        foreach (var group in rows.GroupBy(row => row.Scheme))
        {
            var verified = group.Where(row => !row.IsHmac).OrderBy(row => row.Kilobytes).ToArray();
            foreach (var row in verified)
            {
                var alone = group.Single(other => other.IsHmac && other.Kilobytes == row.Kilobytes).Nanoseconds;
                table.Add(row.Scheme, row.Kilobytes, alone / 1000, row.Nanoseconds / 1000, row.Nanoseconds / alone, row.Allocated);
                holds &= run.IsShort || row.Kilobytes != 1 || row.Nanoseconds / alone <= MostTimes;
            }

            holds &= verified[^1].Allocated - verified[0].Allocated <= MostGrowth;
        }

        run.Report.Show(table);
        return Task.FromResult(holds);
    }

    private sealed record Row(string Scheme, int Kilobytes, bool IsHmac, double Nanoseconds, long Allocated)
    {
        public static Row Of(BenchmarkReport report) => new(
            (string)report.BenchmarkCase.Parameters[nameof(VerificationBenchmark.Scheme)],
            (int)report.BenchmarkCase.Parameters[nameof(VerificationBenchmark.Kilobytes)],
            report.BenchmarkCase.Descriptor.WorkloadMethod.Name == nameof(VerificationBenchmark.Hmac),
            report.ResultStatistics?.Median ?? 0,
            report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0);
    }
}
