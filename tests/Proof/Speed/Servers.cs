using System.Diagnostics;
using LocalHost;
using LocalHost.Storage;
using Proof.Load;
using Proof.Processes;

namespace Proof.Speed;

/// <summary>Starts the processes that are compared.</summary>
internal static class Servers
{
    public const string Receiver = "receiver";
    public const string Served = "floor, served";
    public const string Peer = "Node peer";
    public const string Empty = "empty endpoint";

    // Accepting is measured apart from processing. In Azure, too, they scale apart: the functions of a queue have instances of their own.
    private static readonly string[] Behind = ["ProcessEvent", "RecordPoison", "Notify", "RecordUnsent", "Sweep", "FlushNotifications"];

    private static string PeerFolder => Path.Combine(RepositoryRoot.Find(), "tests", "Proof", "peers", "node");

    public static async Task<Server> ReceiverAsync(
        Storage storage, bool processing, CancellationToken cancellationToken, Build? build = null, MemoryLimit? limit = null, TimeSpan? polling = null)
    {
        var (port, settings) = (Port.Free(), Settings(storage, processing, polling));
        var child = Child.DotNet(
            (build ?? Build.This).Program, ["--urls", $"http://127.0.0.1:{port}", "--settings", settings.FullPath, "--quiet"], limit: limit, folder: (build ?? Build.This).Folder);
        return await StartedAsync(Receiver, child, port, cancellationToken, settings);
    }

    public static async Task<Server> FloorAsync(Storage storage, CancellationToken cancellationToken)
    {
        var port = Port.Free();
        return await StartedAsync(Served, Child.DotNet(typeof(ServedFloor).Assembly.Location, ["floor", $"http://127.0.0.1:{port}", storage.ConnectionString]), port, cancellationToken);
    }

    public static async Task<Server> EmptyAsync(CancellationToken cancellationToken)
    {
        var port = Port.Free();
        return await StartedAsync(Empty, Child.DotNet(Beside("EmptyApp.dll"), ["--urls", $"http://127.0.0.1:{port}", "--Logging:LogLevel:Default=Warning"]), port, cancellationToken);
    }

    public static async Task<Server> PeerAsync(Storage storage, CancellationToken cancellationToken)
    {
        await InstallPeerAsync(cancellationToken);
        var port = Port.Free();
        var child = Child.Node([Path.Combine(PeerFolder, "server.js")], new Dictionary<string, string>
        {
            ["NODE_ENV"] = "production",
            ["PORT"] = $"{port}",
            ["STORAGE"] = storage.ConnectionString,
            ["SECRET"] = Shots.Signed("standard-webhooks").Secret,
        });
        return await StartedAsync(Peer, child, port, cancellationToken);
    }

    /// <summary>Settings for a source of each sender.</summary>
    /// <param name="storage">The account.</param>
    /// <param name="processing">Whether the functions behind the queue run.</param>
    /// <param name="polling">The longest wait before the host asks a queue again, instead of the one in host.json.</param>
    public static SettingsFile Settings(Storage storage, bool processing, TimeSpan? polling = null)
    {
        var values = new Dictionary<string, string> { ["AzureWebJobsStorage"] = storage.ConnectionString };
        foreach (var sender in Shots.Senders.Append(Shots.Asymmetric))
        {
            values[$"Sources__{sender}__Scheme"] = Shots.Signed(sender).Scheme.Name;
            values[$"Sources__{sender}__Secrets__0__Value"] = Shots.Signed(sender).Secret;
        }

        if (polling is { } longest)
        {
            values["AzureFunctionsJobHost__extensions__queues__maxPollingInterval"] = longest.ToString("c");
        }

        foreach (var function in processing ? [] : Behind)
        {
            values[$"AzureWebJobs.{function}.Disabled"] = "true";
        }

        return SettingsFile.Of(values);
    }

    /// <summary>Programs that the build puts beside this one.</summary>
    public static string Beside(string program) => Path.Combine(AppContext.BaseDirectory, program);

    private static async Task<Server> StartedAsync(string name, Child child, int port, CancellationToken cancellationToken, SettingsFile? settings = null)
    {
        await Port.AnswersAsync(port, child, cancellationToken);
        return new(name, child, port, settings);
    }

    private static async Task InstallPeerAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Path.Combine(PeerFolder, "node_modules")))
        {
            using var npm = Process.Start(new ProcessStartInfo(NodeTools.Find("npm"), ["ci", "--silent"]) { WorkingDirectory = PeerFolder })!;
            await npm.WaitForExitAsync(cancellationToken);
        }
    }
}
