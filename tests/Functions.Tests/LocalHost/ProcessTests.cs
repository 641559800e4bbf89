using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using LocalHost;

namespace Functions.Tests.LocalHost;

public sealed class ProcessTests
{
    [AzuriteTheory]
    [InlineData("INT", 0)]
    [InlineData("TERM", 0)]
    [InlineData("KILL", 128 + 9)]
    public async Task However_it_ends_it_leaves_no_process_behind(string signal, int exitCode)
    {
        var (url, queues, tables) = ($"http://127.0.0.1:{FreePort()}", FreePort(), FreePort());
        using var process = Start(["--urls", url, "--settings", RepositoryRoot.Combine("local.settings.sample.json")], queues, tables);
        try
        {
            using var http = new HttpClient();
            await Patience.UntilAsync(() => IsHealthyAsync(http, url), seconds: 120);
            Answers(queues).ShouldBeTrue();

            using (var kill = Process.Start("kill", ["-" + signal, $"{process.Id}"]))
            {
                await kill.WaitForExitAsync();
            }

            await Patience.UntilAsync(() => process.HasExited);
            process.ExitCode.ShouldBe(exitCode);
            await Patience.UntilAsync(() => !Answers(queues) && !Answers(tables));
            (await process.StandardOutput.ReadToEndAsync()).ShouldNotContain("Warning");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await Patience.UntilAsync(() => Forget(RepositoryRoot.Combine(".azurite", $"{queues}-{tables}")));
        }
    }

    [AzuriteFact]
    public async Task The_Azurite_that_it_starts_keeps_large_bodies_too()
    {
        var (url, queues, tables, blobs) = ($"http://127.0.0.1:{FreePort()}", FreePort(), FreePort(), FreePort());
        using var process = Start(["--urls", url, "--settings", RepositoryRoot.Combine("local.settings.sample.json")], queues, tables,
            ("AzureWebJobsStorage", $"{ConnectionString(queues, tables)}BlobEndpoint=http://127.0.0.1:{blobs}/devstoreaccount1;"), ("Sources__envless__MaxBodyBytes", "1000000"));
        try
        {
            using var http = new HttpClient();
            await Patience.UntilAsync(() => IsHealthyAsync(http, url), seconds: 120);

            Answers(blobs).ShouldBeTrue();
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await Patience.UntilAsync(() => Forget(RepositoryRoot.Combine(".azurite", $"{queues}-{tables}")));
        }
    }

    [ProcFact]
    public async Task A_mail_channel_takes_no_time_at_the_start()
    {
        var (url, queues, tables) = ($"http://127.0.0.1:{FreePort()}", FreePort(), FreePort());
        (string, string)[] channel = [("Type", "email"), ("Host", "localhost"), ("From", "webhooks@example.com"), ("To__0", "on-call@example.com")];
        using var process = Start(["--urls", url, "--settings", RepositoryRoot.Combine("local.settings.sample.json")], queues, tables,
            [.. channel.Select(setting => ("Notifications__Channels__mail__" + setting.Item1, setting.Item2))]);
        try
        {
            using var http = new HttpClient();
            await Patience.UntilAsync(() => IsHealthyAsync(http, url), seconds: 120);

            // The library for mails is as large as all that is ours, and is loaded with the first mail.
            var loaded = await File.ReadAllTextAsync($"/proc/{process.Id}/maps");
            loaded.ShouldContain("/Webhooks.dll");
            loaded.ShouldNotContain("/MailKit.dll");
            loaded.ShouldNotContain("/MimeKit.dll");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await Patience.UntilAsync(() => Forget(RepositoryRoot.Combine(".azurite", $"{queues}-{tables}")));
        }
    }

    [Fact]
    public async Task A_wrong_setting_is_named_with_exit_code_1_and_no_stack_trace()
    {
        using var process = Start(["--settings", RepositoryRoot.Combine("local.settings.sample.json"), "--urls", $"http://127.0.0.1:{FreePort()}"], 1, 2, ("Sources__valara__Scheme", "vallara"));

        var (output, errors) = (await process.StandardOutput.ReadToEndAsync(), await process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();

        process.ExitCode.ShouldBe(1);
        output.ShouldStartWith("LocalHost: not Azure Functions. No function keys, no scale-out.");
        errors.ShouldContain("Sources__valara__Scheme");
        errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_wrong_option_is_named_with_exit_code_1_and_what_would_be_right()
    {
        using var process = Start(["--allow-host", "receiver.example.com", "--allow-host=http://receiver.example.com"], 1, 2);

        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        process.ExitCode.ShouldBe(1);
        errors.ShouldBe("--allow-host: 'http://receiver.example.com' is not a host name; write it without scheme and port, for example --allow-host receiver.example.com." + Environment.NewLine);
    }

    internal static string ConnectionString(int queues, int tables) => "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
        + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
        + $"QueueEndpoint=http://127.0.0.1:{queues}/devstoreaccount1;TableEndpoint=http://127.0.0.1:{tables}/devstoreaccount1;";

    // Azurite may still be writing what it knows.
    internal static bool Forget(string data)
    {
        try
        {
            Directory.Delete(data, recursive: true);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static Process Start(string[] arguments, int queues, int tables, params (string Key, string Value)[] environment)
    {
        // A shell starts what runs in its background deaf to SIGINT, and so perhaps this test; a terminal does not.
        string[] command = [.. OperatingSystem.IsLinux() ? new[] { "env", "--default-signal=INT" } : [], "dotnet", typeof(LocalHostApplication).Assembly.Location, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = RepositoryRoot.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AzureWebJobsStorage"] = ConnectionString(queues, tables);
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        return Process.Start(start)!;
    }

    private static async Task<bool> IsHealthyAsync(HttpClient http, string url)
    {
        try
        {
            return (await http.GetAsync(new Uri(url + "/api/health/ready"))).StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static bool Answers(int port)
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class ProcFactAttribute : FactAttribute
    {
        public ProcFactAttribute() =>
            Skip = Azurite.Missing ?? (OperatingSystem.IsLinux() ? null : "SKIPPED, NOT PASSED: what a process has loaded is read from /proc, which is Linux's.");
    }
}
