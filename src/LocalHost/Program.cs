using System.Runtime.InteropServices;
using LocalHost;
using LocalHost.Output;
using Microsoft.Extensions.Logging;

// Runs the function app on a developer's machine, without Core Tools. It is a tool, not an emulator: it reads the same
// attributes, host.json and settings, and refuses to start on any of them that it does not know. It is not Azure Functions:
// no function keys (a function that wants one is open to this machine only, and not to web pages), no scale-out, no leases between instances, no
// memory of a timer that was missed while nothing ran, no middleware of the worker, no limits of a hosting plan.


Console.WriteLine(StartReport.WhatItIsNot);
using var cancellationToken = new CancellationTokenSource();
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
    await using var app = await LocalHostApplication.StartAsync(Receiver.Options with
    {
        Root = root,
        Urls = line.Urls,
        AllowedHosts = line.AllowedHosts,
        SettingsFile = line.SettingsFile,
        StartStorage = true,
        MinimumLevel = line.IsQuiet ? LogLevel.Warning : LogLevel.Information,
        Logging = Receiver.Options.Logging + ConsoleLines.Add,
        Say = Console.WriteLine,
    }, cancellationToken.Token);
    foreach (var text in StartReport.Lines(app, root))
    {
        Console.WriteLine(text);
    }

    using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken.Token, app.Stopping);
    await Task.Delay(Timeout.Infinite, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    Console.WriteLine(cancellationToken.IsCancellationRequested ? "Stopping ..." : "The app stopped by itself.");
    return cancellationToken.IsCancellationRequested ? 0 : 1;
}
catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
{
    return 0;
}
catch (CannotStartException wrong)
{
    foreach (var failure in wrong.Failures)
    {
        Console.Error.WriteLine(failure);
    }

    return 1;
}

void Stop(PosixSignalContext signal)
{
    // The second one ends it at once, as it would any program.
    signal.Cancel = !cancellationToken.IsCancellationRequested;
    cancellationToken.Cancel();
}
