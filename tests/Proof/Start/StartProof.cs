using Functions.Driver;
using Proof.Load;
using Proof.Processes;
using Proof.Reporting;
using Proof.Speed;

namespace Proof.Start;

/// <summary>From the start of the process to the first 202, beside an ASP.NET Core app that does nothing.</summary>
internal sealed class StartProof : IProof
{
    private const double Target = 1.6;

    public string Verb => "start";

    public string Claim => "A cold start is not much longer than that of an empty app.";

    public async Task<bool> RunAsync(ProofRun run, CancellationToken cancellationToken)
    {
        using var storage = await Storage.StubAsync(cancellationToken);
        using var settings = Servers.Settings(storage, processing: false);
        using var published = new Folder();
        var programs = new List<(string Name, string Path, string[] Arguments)>
        {
            ("empty app", Servers.Beside("EmptyApp.dll"), ["--Logging:LogLevel:Default=Warning"]),
            ("receiver, compiled as it runs", Servers.Beside("LocalHost.dll"), ["--settings", settings.FullPath]),
        };
        if (!run.IsShort)
        {
            run.Report.Progress("compiling ahead of time");
            programs.Add(("receiver, ReadyToRun as deployed", await ReadyToRun.PublishAsync("LocalHost", Path.Combine(published.Path, "receiver"), cancellationToken), ["--settings", settings.FullPath]));
            programs.Add(("empty app, ReadyToRun", await ReadyToRun.PublishAsync("EmptyApp", Path.Combine(published.Path, "empty"), cancellationToken), ["--Logging:LogLevel:Default=Warning"]));
        }

        if (Environment.GetEnvironmentVariable("DUMP") is { } dump)
        {
            foreach (var mark in await StartPhases.OfAsync(dump, ["--settings", settings.FullPath], cancellationToken))
            {
                Console.WriteLine($"{mark.At.TotalMilliseconds:0.0}\t{mark.Compiling.TotalMilliseconds:0.0}\t{mark.Compiled}\t{mark.What}");
            }

            return true;
        }

        var starts = programs.ToDictionary(program => program.Name, _ => new Outcome());
        for (var round = 0; round < (run.IsShort ? 2 : 15); round++)
        {
            foreach (var (name, path, arguments) in programs)
            {
                var first = await FirstAnswer.AfterStartAsync(path, arguments, cancellationToken);
                starts[name].Add(first.TotalMilliseconds, 202, 202);
            }
        }

        Show(run.Report, starts);
        return run.IsShort || Ratio(starts) <= Target;
    }

    private static void Show(Report report, Dictionary<string, Outcome> starts)
    {
        var table = new MarkdownTable("", "starts", "median ms", "p90 ms", "of the empty app's median");
        foreach (var (name, outcome) in starts)
        {
            table.Add(name, outcome.Count, outcome.Percentile(0.5), outcome.Percentile(0.9), outcome.Percentile(0.5) / starts["empty app"].Percentile(0.5));
        }

        report.Show(table);
        if (starts.Count > 2)
        {
            report.Say($"Target: at most {Target} times. Measured: {Ratio(starts):0.00}. {(Ratio(starts) <= Target ? "It holds." : "IT FALLS SHORT.")}");
        }
    }

    private static double Ratio(Dictionary<string, Outcome> starts) =>
        starts["receiver, ReadyToRun as deployed"].Percentile(0.5) / starts["empty app"].Percentile(0.5);
}
