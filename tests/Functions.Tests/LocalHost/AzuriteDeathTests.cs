using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Functions.Tests.LocalHost;

public sealed class AzuriteDeathTests
{
    [AzuriteTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_the_Azurite_it_started_dies_LocalHost_says_so_and_what_to_do(bool dies)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var ports = (Queues: ProcessTests.FreePort(), Tables: ProcessTests.FreePort());
        using var log = new FakeLoggerProvider();
        var options = SampleHost.With() with { StartStorage = true, Logging = logging => logging.AddProvider(log) };
        var host = await options.Setting(("AzureWebJobsStorage", ProcessTests.ConnectionString(ports.Queues, ports.Tables))).StartAsync();
        try
        {
            if (dies)
            {
                using var azurite = Process.GetProcessById(IdOf($"--tablePort\0{ports.Tables}\0"));
                azurite.Kill();
                await Patience.UntilAsync(() => log.Collector.Count > 0);
            }
        }
        finally
        {
            await host.DisposeAsync();
            await Patience.UntilAsync(() => ProcessTests.Forget(RepositoryRoot.Combine(".azurite", $"{ports.Queues}-{ports.Tables}")));
        }

        var lines = log.Collector.GetSnapshot().Where(line => line.Message.Contains("Azurite", StringComparison.Ordinal)).ToList();
        lines.Count.ShouldBe(dies ? 1 : 0);
        lines.ShouldAllBe(line => line.Level == LogLevel.Error && line.Message.Contains("Restart LocalHost", StringComparison.Ordinal));
    }

    private static int IdOf(string argument) => Directory.GetDirectories("/proc").Select(Path.GetFileName)
        .Select(name => int.TryParse(name, out var id) ? id : 0)
        .Single(id => id > 0 && CommandLine(id).Contains(argument, StringComparison.Ordinal));

    private static string CommandLine(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
