using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
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

    public async Task<bool> RunAsync(ProofRun run, CancellationToken cancellationToken)
    {
        var job = run.IsShort
            ? Job.Default.WithInvocationCount(64).WithUnrollFactor(16).WithWarmupCount(2).WithIterationCount(3)
            : Job.Default.WithIterationTime(TimeInterval.FromMilliseconds(100)).WithWarmupCount(4).WithIterationCount(12);
        var config = ManualConfig.CreateEmpty()
            .AddJob(job.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(BenchmarkDotNet.Diagnosers.MemoryDiagnoser.Default)
            .AddLogger(NullLogger.Instance)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .WithOption(ConfigOptions.DisableOptimizationsValidator, true)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "proof-verify"));
        var summary = BenchmarkRunner.Run<VerificationBenchmark>(config);

        var rows = summary.Reports.Select(Row.Of).ToArray();
        var table = new MarkdownTable("Scheme", "Body, KB", "HMAC alone, µs", "Signature, µs", "Times", "Whole verdict, µs", "Times", "Allocated, bytes");
        var holds = rows.Length > 0 && rows.All(row => row.Nanoseconds > 0);
        foreach (var scheme in rows.GroupBy(row => row.Scheme))
        {
            foreach (var size in scheme.GroupBy(row => row.Kilobytes).OrderBy(size => size.Key))
            {
                var (alone, signature, verdict) = (Of(size, nameof(VerificationBenchmark.Hmac)), Of(size, nameof(VerificationBenchmark.Signature)), Of(size, nameof(VerificationBenchmark.Verify)));
                var times = signature.Nanoseconds / alone.Nanoseconds;
                table.Add(scheme.Key, size.Key, alone.Nanoseconds / 1000, signature.Nanoseconds / 1000, times, verdict.Nanoseconds / 1000, verdict.Nanoseconds / alone.Nanoseconds, verdict.Allocated);
                holds &= run.IsShort || size.Key != 1 || scheme.Key == VerificationBenchmark.Asymmetric || times <= MostTimes;
            }

            var allocated = scheme.Where(row => row.What == nameof(VerificationBenchmark.Verify)).Select(row => row.Allocated).ToArray();
            holds &= allocated.Max() - allocated.Min() <= MostGrowth;
        }

        run.Report.Show(table);
        return await Refusals.RunAsync(run, cancellationToken) && holds;
    }

    private static Row Of(IEnumerable<Row> rows, string what) => rows.Single(row => row.What == what);

    private sealed record Row(string Scheme, int Kilobytes, string What, double Nanoseconds, long Allocated)
    {
        public static Row Of(BenchmarkReport report) => new(
            (string)report.BenchmarkCase.Parameters[nameof(VerificationBenchmark.Scheme)],
            (int)report.BenchmarkCase.Parameters[nameof(VerificationBenchmark.Kilobytes)],
            report.BenchmarkCase.Descriptor.WorkloadMethod.Name,
            report.ResultStatistics?.Median ?? 0,
            report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0);
    }
}
