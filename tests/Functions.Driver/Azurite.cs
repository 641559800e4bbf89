using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Functions.Driver;

/// <summary>
/// The storage emulator. A test that kills storage makes one of its own with <see cref="WithData"/>: its ports and its data outlive
/// <see cref="Stop"/> and <see cref="StartAsync"/>; all others have <see cref="SharedAzurite" />.
/// </summary>
public sealed class Azurite : IDisposable
{
    private const string AccountName = "devstoreaccount1";
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    // All of them are one environment variable, which Linux ends at 128 KiB; so their key is short.
    private const int Accounts = 2_000;
    private const string ShortKey = "YWNjb3VudCBvZiBhIHRlc3Q=";
    private static readonly string[] Tools = ["azurite", "smtp-server"];
    private static readonly SemaphoreSlim Installing = new(1);
    private int given;
    private readonly string? dataDirectory;
    private Process? process;

    public Azurite()
    {
        QueuePort = FreePort();
        TablePort = FreePort();
        BlobPort = FreePort();
    }

    private Azurite(string dataDirectory, int? queuePort, int? tablePort)
    {
        this.dataDirectory = dataDirectory;
        QueuePort = queuePort ?? FreePort();
        TablePort = tablePort ?? FreePort();
        BlobPort = FreePort();
    }

    /// <summary>Why tests with Azurite cannot run here, or null.</summary>
    public static string? Missing { get; } = OnPath("node") is null ? "SKIPPED, NOT PASSED: Azurite needs Node.js, and there is no `node` on the PATH." : null;

    public int QueuePort { get; }

    public int TablePort { get; }

    public int BlobPort { get; }

    public string ConnectionString => ConnectionStringOf(AccountName);

    /// <summary>An account nobody has used yet: apps that run side by side must not take each other's messages.</summary>
    public string NewAccount() => Interlocked.Increment(ref given) is var number and <= Accounts
        ? ConnectionStringOf(Account(number))
        : throw new InvalidOperationException($"The tests use more than {Accounts} storage accounts; Azurite is told of no more.");

    public static Azurite WithData(string dataDirectory, int? queuePort = null, int? tablePort = null) => new(dataDirectory, queuePort, tablePort);

    public async Task StartAsync()
    {
        if (process is not null)
        {
            throw new InvalidOperationException("Azurite runs already.");
        }

        await InstallAsync();
        process = Run(OnPath("node")!, RepositoryRoot.Path, [RepositoryRoot.Combine("node_modules", "azurite", "dist", "src", "azurite.js"), .. Arguments()]);
        AppDomain.CurrentDomain.ProcessExit += Stop;
        await AnswersAsync(QueuePort);
        await AnswersAsync(TablePort);
        await AnswersAsync(BlobPort);
    }

    /// <summary>Ends it, data saved: from outside, an outage of storage.</summary>
    public void Stop()
    {
        AppDomain.CurrentDomain.ProcessExit -= Stop;
        if (process is { } running)
        {
            process = null;
            AskToEnd(running);
            running.Kill(entireProcessTree: true);
            running.WaitForExit();
            running.Dispose();
        }
    }

    /// <summary>Stops its process as it is: it takes connections, and answers nothing until <see cref="Resume" />.</summary>
    public void Hang() => Signal("-STOP");

    public void Resume() => Signal("-CONT");

    public void Dispose() => Stop();

    /// <summary>Installs what package.json names, once, where that was not done before.</summary>
    internal static async Task InstallAsync()
    {
        await Installing.WaitAsync();
        try
        {
            if (!Tools.All(tool => Directory.Exists(RepositoryRoot.Combine("node_modules", tool))))
            {
                using var npm = Run(OnPath("npm") ?? throw new FileNotFoundException("`npm ci` is needed once, and there is no npm on the PATH."), RepositoryRoot.Path, ["ci"]);
                await npm.WaitForExitAsync();
            }
        }
        finally
        {
            Installing.Release();
        }
    }

    private static Process Run(string program, string directory, IEnumerable<string> arguments)
    {
        var started = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["AZURITE_ACCOUNTS"] = string.Join(';', Enumerable.Range(1, Accounts).Select(Account).Append(AccountName).Select(account => $"{account}:{KeyOf(account)}")),
            },
        })!;

        // Nobody reads it, and a full pipe would stop the process.
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return started;
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [name, $"{process!.Id}"]);
        kill.WaitForExit();
    }

    // Azurite writes its data down every few seconds and when asked to end, but not when killed.
    private static void AskToEnd(Process running)
    {
        if (!OperatingSystem.IsWindows())
        {
            using var kill = Process.Start("kill", ["-TERM", $"{running.Id}"]);
            running.WaitForExit(TimeSpan.FromSeconds(10));
        }
    }

    internal static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(directory => OperatingSystem.IsWindows() ? new[] { program + ".exe", program + ".cmd" } : [program], Path.Combine)
            .FirstOrDefault(File.Exists);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string KeyOf(string account) => account == AccountName ? AccountKey : ShortKey;

    private static string Account(int number) => $"account{number:D4}";

    private string ConnectionStringOf(string account) =>
        $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={KeyOf(account)};"
        + $"QueueEndpoint=http://127.0.0.1:{QueuePort}/{account};TableEndpoint=http://127.0.0.1:{TablePort}/{account};BlobEndpoint=http://127.0.0.1:{BlobPort}/{account};";

    private IEnumerable<string> Arguments() =>
    [
        "--blobHost", "127.0.0.1", "--blobPort", $"{BlobPort}",
        "--queueHost", "127.0.0.1", "--queuePort", $"{QueuePort}",
        "--tableHost", "127.0.0.1", "--tablePort", $"{TablePort}",
        "--skipApiVersionCheck", "--disableTelemetry", "--silent",
        .. dataDirectory is null ? new[] { "--inMemoryPersistence" } : ["--location", dataDirectory],
    ];

    private async Task AnswersAsync(int port)
    {
        using var http = new HttpClient();
        var patience = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/{AccountName}"));
                return;
            }
            catch (HttpRequestException) when (patience.Elapsed < TimeSpan.FromSeconds(30) && process is { HasExited: false })
            {
                await Task.Delay(50);
            }
        }
    }

    private void Stop(object? sender, EventArgs e) => Stop();
}

public sealed class AzuriteFactAttribute : FactAttribute
{
    public AzuriteFactAttribute() => Skip = Azurite.Missing;
}

public sealed class AzuriteTheoryAttribute : TheoryAttribute
{
    public AzuriteTheoryAttribute() => Skip = Azurite.Missing;
}
