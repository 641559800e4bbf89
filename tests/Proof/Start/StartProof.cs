using Functions.Driver;
using Proof.Load;
using Proof.Processes;
using Proof.Reporting;
using Proof.Speed;

namespace Proof.Start;

/// <summary>From the start of the process to the first 202, beside an ASP.NET Core app that does nothing, and beside the receiver of an earlier commit.</summary>
internal sealed class StartProof : IProof
{
    private const double Target = 1.6;
    private const string Empty = "empty app";
    private const string Deployed = "receiver, ReadyToRun as deployed";
    private const string Earlier = "receiver before, ReadyToRun";

    /// <summary>Names the folder that an earlier commit's LocalHost was published to: <c>dotnet publish src/LocalHost -c Release -p:IsPublishable=true -o FOLDER</c>.</summary>
    private const string EarlierFolder = "PROOF_START_BEFORE";

    public string Verb => "start";

    public string Claim => "A cold start is not much longer than that of an empty app.";

    public async Task<bool> RunAsync(ProofRun run, CancellationToken cancellationToken)
    {
        using var storage = await Storage.StubAsync(cancellationToken);
        using var settings = Servers.Settings(storage, processing: false);
        using var published = new Folder();
        var contenders = new List<Starter>
        {
            new(Empty, Servers.Beside("EmptyApp.dll"), ["--Logging:LogLevel:Default=Warning"], IsReceiver: false),
            new("receiver, compiled as it runs", Servers.Beside("LocalHost.dll"), ["--settings", settings.FullPath], IsReceiver: true),
        };
        if (!run.IsShort)
        {
            run.Report.Progress("compiling ahead of time");
            contenders.Add(new(Deployed, await ReadyToRun.PublishAsync("LocalHost", Path.Combine(published.Path, "receiver"), cancellationToken), ["--settings", settings.FullPath], IsReceiver: true));
            contenders.Add(new("empty app, ReadyToRun", await ReadyToRun.PublishAsync("EmptyApp", Path.Combine(published.Path, "empty"), cancellationToken), ["--Logging:LogLevel:Default=Warning"], IsReceiver: false));
        }

        if (Environment.GetEnvironmentVariable(EarlierFolder) is { } folder)
        {
            contenders.Add(new(Earlier, Path.Combine(folder, "LocalHost.dll"), ["--settings", settings.FullPath], IsReceiver: true));
        }

        for (var round = 0; round < (int)(run.Count ?? (run.IsShort ? 2 : 15)); round++)
        {
            foreach (var contender in contenders)
            {
                await contender.StartAsync(cancellationToken);
            }
        }

        Show(run.Report, contenders);
        return run.IsShort || Ratio(contenders) <= Target;
    }

    private static void Show(Report report, List<Starter> contenders)
    {
        var table = new MarkdownTable("", "starts", "median ms", "p90 ms", "of the empty app's median", "CPU ms, median");
        foreach (var contender in contenders)
        {
            table.Add(contender.Name, contender.Elapsed.Count, contender.Elapsed.Percentile(0.5), contender.Elapsed.Percentile(0.9), contender.Elapsed.Percentile(0.5) / contenders[0].Elapsed.Percentile(0.5), contender.Processor.Percentile(0.5));
        }

        report.Show(table);
        report.Say("**What the time goes to** (medians of starts of their own, which were watched; milliseconds, and methods that the runtime had to compile)");
        var receivers = contenders.Where(contender => contender.IsReceiver).ToList();
        var phases = new MarkdownTable(["", .. receivers.SelectMany(receiver => (string[])[receiver.Name, "methods"])]);
        for (var phase = 0; phase < StartPhases.Names.Count; phase++)
        {
            phases.Add([StartPhases.Names[phase], .. receivers.SelectMany(receiver => (object[])[receiver.Phases[phase].Took.Percentile(0.5), (int)receiver.Phases[phase].Compiled.Percentile(0.5)])]);
        }

        report.Show(phases);
        if (contenders.Find(contender => contender.Name == Earlier) is { } earlier && contenders.Find(contender => contender.Name == Deployed) is { } now)
        {
            report.Say($"Of the receiver before: {now.Elapsed.Percentile(0.5) / earlier.Elapsed.Percentile(0.5):0.00} of its median, {now.Processor.Percentile(0.5) / earlier.Processor.Percentile(0.5):0.00} of its processor time.");
        }

        if (contenders.Exists(contender => contender.Name == Deployed))
        {
            report.Say($"Target: at most {Target} times. Measured: {Ratio(contenders):0.00}. {(Ratio(contenders) <= Target ? "It holds." : "IT FALLS SHORT.")}");
        }
    }

    private static double Ratio(List<Starter> contenders) =>
        contenders.Single(contender => contender.Name == Deployed).Elapsed.Percentile(0.5) / contenders[0].Elapsed.Percentile(0.5);
}
