using System.Text;
using Cli.Rendering;
using Cli.Sending;

namespace Cli.Tests;

/// <summary>Runs the command as a shell would, in a folder of its own, with a clock, an environment and an input that tests set.</summary>
internal sealed class Shell : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hook-tests-");

    public Dictionary<string, string> Variables { get; } = [];

    public string Input { get; set; } = "";

    /// <summary>What the output seems to be; a pipe, when nothing is said.</summary>
    public Terminal Terminal { get; init; } = Terminal.None;

    public bool HasBrowser { get; set; } = true;

    /// <summary>What the browser was asked to show.</summary>
    public List<Uri> Opened { get; } = [];

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    public Shell With(string input)
    {
        Input = input;
        return this;
    }

    public async Task<int> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var input = new StringReader(Input);
        var code = await Hook.RunAsync(args, Context(output, error, input));
        (Output, Error) = (output.ToString(), error.ToString());
        Error.ShouldNotContain("   at ");
        return code;
    }

    /// <summary>The settings that the command finds here.</summary>
    public LocalSettings Settings() => LocalSettings.Find(Context(TextWriter.Null, TextWriter.Null, TextReader.Null));

    public string File(string name, string content) => File(name, Encoding.UTF8.GetBytes(content));

    public string File(string name, byte[] content)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    /// <summary>A file of a published vector.</summary>
    public static string Vector(string name) => Path.Combine(AppContext.BaseDirectory, "Vectors", name);

    public void Dispose() => folder.Delete(recursive: true);

    private CliContext Context(TextWriter output, TextWriter error, TextReader input) =>
        new(output, error, input, folder.FullName, Variables, new StoppedClock())
        {
            Terminal = Terminal,
            OpenBrowser = address =>
            {
                if (HasBrowser)
                {
                    Opened.Add(address);
                }

                return HasBrowser;
            },
        };

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
