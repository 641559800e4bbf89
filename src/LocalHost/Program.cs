using System.Runtime.InteropServices;
using LocalHost;
using LocalHost.Output;
using LocalHost.Settings;

// Runs the function app on a developer's machine, without Core Tools. It reads the same attributes, host.json and settings, and does
// not start with any that it does not support. Unlike Azure Functions, it has no function keys (functions that require one are open
// to this machine only, and not to web pages), no scale-out, no leases between instances, no catch-up of missed timers, no
// middleware of the worker, and no limits of a hosting plan.
Console.WriteLine(StartReport.Disclaimer);
using var stopping = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    var line = CommandLine.Parse(args);
    if (line.WantsHelp)
    {
        Console.WriteLine(CommandLine.Help);
        return 0;
    }

    var root = RepositoryRoot.Find();
    await using var app = await LocalHostApplication.StartAsync(HostedApp.Options with
    {
        Root = root,
        Urls = line.Urls,
        AllowedHosts = line.AllowedHosts,
        SettingsFile = line.SettingsFile,
        StartStorage = true,
        MinimumLevel = line.IsQuiet ? LogLevel.Warning : LogLevel.Information,
        Logging = HostedApp.Options.Logging + ShortLines.Add,
        Progress = Console.WriteLine,
    }, stopping.Token);
    foreach (var text in StartReport.Lines(app, root))
    {
        Console.WriteLine(text);
    }

    using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token, app.Stopping);
    await Task.Delay(Timeout.Infinite, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    Console.WriteLine(stopping.IsCancellationRequested ? "Stopping ..." : "The app stopped by itself.");
    return stopping.IsCancellationRequested ? 0 : 1;
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    return 0;
}
catch (CannotStartException error)
{
    foreach (var failure in error.Failures)
    {
        Console.Error.WriteLine(failure);
    }

    return 1;
}

void Stop(PosixSignalContext signal)
{
    // The second signal ends the process at once.
    signal.Cancel = !stopping.IsCancellationRequested;
    stopping.Cancel();
}
