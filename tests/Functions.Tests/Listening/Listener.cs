using System.Text.Json.Nodes;
using System.Threading.Channels;
using Cli;
using Cli.Rendering;

namespace Functions.Tests.Listening;

/// <summary><c>hook listen</c>, running, with its state and its settings in a folder.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private readonly CancellationTokenSource interrupt = new();
    private readonly Channel<char> keys = Channel.CreateUnbounded<char>();
    private readonly Lines output = new();
    private readonly Lines errors = new();
    private readonly Task<int> run;

    private Listener(Folder folder, string[] args)
    {
        var context = new CliContext(output, errors, TextReader.Null, folder.Path, new Dictionary<string, string> { ["XDG_STATE_HOME"] = folder.Path }, TimeProvider.System)
        {
            Keys = keys.Reader.ReadAllAsync,
            OpenBrowser = page =>
            {
                Opened.Add(page);
                return true;
            },
        };
        run = Task.Run(() => Hook.RunAsync(["listen", .. args], context, interrupt.Token));
    }

    public List<Uri> Opened { get; } = [];

    public string Output => output.Text;

    public string Error => errors.Text;

    public IReadOnlyList<JsonNode> Json => [.. Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

    /// <summary>Runs until it listens, or has ended.</summary>
    public static async Task<Listener> StartAsync(Folder folder, string receiver, string to, params string[] args)
    {
        var listener = new Listener(folder, ["--url", receiver, "--to", to, .. args]);
        await Eventually.Async(() => Task.FromResult(listener.run.IsCompleted || listener.Error.Contains("Listening at", StringComparison.Ordinal)));
        return listener;
    }

    public void Press(char key) => keys.Writer.TryWrite(key);

    public Task ShowsAsync(string text) => Eventually.Async(() => Task.FromResult(Output.Contains(text, StringComparison.Ordinal)));

    public Task SaysAsync(string text) => Eventually.Async(() => Task.FromResult(Error.Contains(text, StringComparison.Ordinal)));

    public Task<int> EndsAsync() => run;

    public async Task<int> StopAsync()
    {
        await interrupt.CancelAsync();
        return await run;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        interrupt.Dispose();
    }

    /// <summary>Output that is read while it is written.</summary>
    private sealed class Lines : StringWriter
    {
        private readonly Lock gate = new();

        public string Text
        {
            get
            {
                lock (gate)
                {
                    return ToString();
                }
            }
        }

        public override void WriteLine(string? value)
        {
            lock (gate)
            {
                base.WriteLine(value);
            }
        }

        public override Task WriteLineAsync(string? value)
        {
            WriteLine(value);
            return Task.CompletedTask;
        }
    }
}
