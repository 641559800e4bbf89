using System.Security.Cryptography;
using System.Text;
using Cli.Rendering;

namespace Cli.Listening;

// The files of one listener in the person's state folder: its cursor, and a lock, so that two of the same do not share one cursor.
internal sealed class ListenFolder : IDisposable
{
    private readonly FileStream held;

    private ListenFolder(string path, string name, FileStream held) => (Path, CursorFile, this.held) = (path, System.IO.Path.Combine(path, name + ".json"), held);

    public string Path { get; }

    public string CursorFile { get; }

    // One for each receiver, address and filter.
    public static ListenFolder Open(CliContext context, params string?[] identity)
    {
        var path = System.IO.Path.Combine(StateFolder(context), "hook", "listen");
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', identity))).AsSpan(0, 8));
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(path);
            }
            else
            {
                Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The folder {path} cannot be made ({failure.GetType().Name}); name another place by XDG_STATE_HOME.");
        }

        try
        {
            return new(path, name, new FileStream(System.IO.Path.Combine(path, name + ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException)
        {
            throw new UsageException($"The folder {path} cannot be written to; name another place by XDG_STATE_HOME.");
        }
        catch (IOException)
        {
            throw new UsageException("The same `hook listen` runs already: the same receiver, --to and filter. End it first, or give another --to.");
        }
    }

    public string WriteBody(ReadOnlyMemory<byte> body)
    {
        var file = System.IO.Path.Combine(Path, $"{Convert.ToHexStringLower(SHA256.HashData(body.Span).AsSpan(0, 8))}.body");
        File.WriteAllBytes(file, body.Span);
        return file;
    }

    public void Dispose() => held.Dispose();

    // https://specifications.freedesktop.org/basedir-spec/latest/
    private static string StateFolder(CliContext context) =>
        Variable(context, "XDG_STATE_HOME") ?? Variable(context, "LOCALAPPDATA")
        ?? (Variable(context, "HOME") is { } home ? System.IO.Path.Combine(home, ".local", "state") : System.IO.Path.GetTempPath());

    private static string? Variable(CliContext context, string name) => context.Variables.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
}
