using System.CommandLine;
using LocalHost;
using Proof;
using Proof.Backlog;
using Proof.Faults;
using Proof.Fuzz;
using Proof.Growth;
using Proof.Kill;
using Proof.Large;
using Proof.Memory;
using Proof.Ordeal;
using Proof.Profile;
using Proof.Reporting;
using Proof.Speed;
using Proof.Start;
using Proof.Stub;
using Proof.Verify;

// Measures and tries to break the receiver. Each verb shows one claim of docs/proof.md; `--write` puts its tables there.

IProof[] proofs =
[
    new SpeedProof(),
    new ProcessProof(),
    new ProfileProof(),
    new VerifyProof(),
    new StartProof(),
    new GrowthProof(),
    new LargeProof(),
    new MemoryProof(),
    new KillProof(),
    new FaultsProof(),
    new FuzzProof(),
];

var isShort = new Option<bool>("--short") { Description = "Under a minute: the same claim, fewer cases." };
var seed = new Option<int>("--seed") { Description = "What all that is random comes from.", DefaultValueFactory = _ => 1 };
var count = new Option<long?>("--count") { Description = "How many cases, or rows at most, instead of as many as the verb has by itself." };
var minutes = new Option<double?>("--for") { Description = "How many minutes kill and faults go on, seed after seed." };
var before = new Option<string?>("--before") { Description = "LocalHost.dll of an earlier build, which process compares with." };
var write = new Option<bool>("--write") { Description = "Put the results into docs/proof.md." };
var root = new RootCommand("Figures for speed, for no loss, and for no forged delivery.");
foreach (var proof in proofs)
{
    var verb = new Command(proof.Verb, proof.Claim) { isShort, seed, count, minutes, before, write };
    verb.SetAction(async (line, cancellationToken) =>
    {
        var report = new Report(Console.Out);
        var run = new ProofRun(line.GetValue(isShort), line.GetValue(seed), report) { Count = line.GetValue(count), Minutes = line.GetValue(minutes), Before = line.GetValue(before) };
        var holds = await proof.RunAsync(run, cancellationToken);
        // What was broken off has shown nothing.
        cancellationToken.ThrowIfCancellationRequested();
        if (line.GetValue(write))
        {
            var page = new ProofPage(Path.Combine(RepositoryRoot.Find(), "docs", "proof.md"));
            page.Write(proof.Verb, $"dotnet run -c Release --project tests/Proof -- {string.Join(' ', args.Where(word => word != write.Name).Select(word => word == line.GetValue(before) ? "LOCALHOST_DLL" : word))}", holds, report.Markdown);
        }

        Console.WriteLine(holds ? $"{proof.Verb}: holds" : $"{proof.Verb}: DOES NOT HOLD (seed {line.GetValue(seed)})");
        return holds ? 0 : 1;
    });
    root.Add(verb);
}

// What the proofs start as processes of their own.
root.Add(ReceiverVerb.Create());
var url = new Argument<string>("url");
var stub = new Command("stub", "Storage that answers from memory.") { url };
stub.SetAction((line, cancellationToken) => StorageStub.RunAsync(line.GetValue(url)!, cancellationToken));
root.Add(stub);
var connection = new Argument<string>("connection");
var floor = new Command("floor", "Writes what it is sent, and checks nothing.") { url, connection };
floor.SetAction((line, cancellationToken) => ServedFloor.RunAsync(line.GetValue(url)!, line.GetValue(connection)!, cancellationToken));
root.Add(floor);

return await root.Parse(args).InvokeAsync();
