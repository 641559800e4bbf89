using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Functions.Tests.Deploying;

/// <summary>
/// The bicep compiler, started once a test run. It speaks JSON-RPC and keeps Azure's types in memory, so that it compiles all of infra in
/// half a second where a process of its own takes two. It needs no network, and ends when its input does: with this process.
/// </summary>
internal sealed class BicepCompiler : IDisposable
{
    private static readonly string? Program = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
        .SingleOrDefault(metadata => metadata.Key == "BicepCompiler")?.Value;

    private static readonly Lazy<BicepCompiler> Running = new(() => new());

    private readonly SemaphoreSlim turn = new(1);
    private readonly Process process = Start("jsonrpc", "--stdio");

    /// <summary>Why tests of bicep cannot run here, or null.</summary>
    public static string? Missing { get; } = Program is not null ? null : "SKIPPED, NOT PASSED: the bicep compiler comes as a package for Linux on x64 only.";

    public static BicepCompiler Shared => Running.Value;

    /// <summary>What compiler and linter have to say about a parameter file and everything that it refers to.</summary>
    public async Task<IReadOnlyList<BicepDiagnostic>> DiagnoseAsync(string path) =>
        (await CallAsync("bicep/compileParams", new { path, parameterOverrides = new { } })).GetProperty("diagnostics").Deserialize<BicepDiagnostic[]>(JsonSerializerOptions.Web)!;

    /// <summary>The files that a file is made of, itself among them.</summary>
    public async Task<IReadOnlyList<string>> FilesAsync(string path) =>
        (await CallAsync("bicep/getFileReferences", new { path })).GetProperty("filePaths").Deserialize<string[]>()!;

    /// <summary>All resources that a parameter file makes, with loops, conditions and modules carried out.</summary>
    public async Task<Snapshot> SnapshotAsync(string path)
    {
        var metadata = new { tenantId = Guid.Empty, subscriptionId = Guid.Empty, location = "westeurope", deploymentName = "test" };
        return new((await CallAsync("bicep/getSnapshot", new { path, metadata })).GetProperty("snapshot").GetString()!);
    }

    /// <summary>A typed parameter file for a template, made of one in JSON.</summary>
    public static async Task WriteParametersAsync(string json, string template, string path)
    {
        using var decompile = Start("decompile-params", json, "--bicep-file", template, "--outfile", path);
        await decompile.WaitForExitAsync();
        decompile.ExitCode.ShouldBe(0);
    }

    public void Dispose()
    {
        process.Dispose();
        turn.Dispose();
    }

    private static Process Start(params string[] arguments) =>
        System.Diagnostics.Process.Start(new ProcessStartInfo(Program!, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;

    private async Task<JsonElement> CallAsync(string method, object parameters)
    {
        await turn.WaitAsync();
        try
        {
            var request = JsonSerializer.SerializeToUtf8Bytes(new { jsonrpc = "2.0", id = 1, method, @params = parameters });
            var input = process.StandardInput.BaseStream;
            await input.WriteAsync(Encoding.ASCII.GetBytes($"Content-Length: {request.Length}\r\n\r\n"));
            await input.WriteAsync(request);
            await input.FlushAsync();

            var answer = new byte[await LengthAsync()];
            await process.StandardOutput.BaseStream.ReadExactlyAsync(answer);
            var root = JsonDocument.Parse(answer).RootElement;
            return root.TryGetProperty("result", out var result) ? result : throw new InvalidDataException($"{method}: {root}");
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<int> LengthAsync()
    {
        var headers = new StringBuilder();
        var next = new byte[1];
        while (!headers.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await process.StandardOutput.BaseStream.ReadExactlyAsync(next);
            headers.Append((char)next[0]);
        }

        return int.Parse(headers.ToString().Split("Content-Length:")[1].Split('\r')[0], CultureInfo.InvariantCulture);
    }
}
