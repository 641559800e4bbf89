using System.Text.Json.Nodes;
using Cli;
using Cli.Rendering;

namespace Functions.Driver;

/// <summary>The hook command against a running app.</summary>
internal sealed class HookShell(ReceiverApp? app)
{
    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    /// <summary>Where settings are looked for; a folder without any, unless set.</summary>
    public string Directory { get; init; } = Path.GetTempPath();

    public Dictionary<string, string> Variables { get; init; } = [];

    /// <summary>Ctrl+C is pressed when a line is written that holds this text.</summary>
    public string? StopAt { get; set; }

    public Task<int> RunAsync(params string[] args) => RunLocallyAsync([.. args, "--url", app!.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)]);

    /// <summary>A verb that asks no app.</summary>
    public async Task<int> RunLocallyAsync(params string[] args)
    {
        using var interrupt = new CancellationTokenSource();
        await using var output = new Watched(line => StopAt is not null && line.Contains(StopAt, StringComparison.Ordinal), interrupt);
        await using var error = new StringWriter();
        using var input = new StringReader("");
        var code = await Hook.RunAsync(args, new CliContext(output, error, input, Directory, Variables, app?.Clock ?? TimeProvider.System), interrupt.Token);
        (Output, Error) = (output.ToString(), error.ToString());
        Error.ShouldNotContain("   at ");
        return code;
    }

    /// <summary>The output, when it was asked for as JSON lines.</summary>
    public IReadOnlyList<JsonNode> Json() => [.. Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

    private sealed class Watched(Func<string, bool> isTheLine, CancellationTokenSource interrupt) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (isTheLine(value ?? ""))
            {
                interrupt.Cancel();
            }
        }

        public override Task WriteLineAsync(string? value)
        {
            WriteLine(value);
            return Task.CompletedTask;
        }
    }
}
