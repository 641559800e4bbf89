using Proof.Reporting;
using Proof.Speed;

namespace Proof.Processes;

/// <summary>A LocalHost to start, and what the tables call it.</summary>
/// <param name="Name">As the tables name it.</param>
/// <param name="Program">Its <c>LocalHost.dll</c>.</param>
/// <param name="Folder">Where it is started; it finds its <c>host.json</c> from there.</param>
internal sealed record Build(string Name, string Program, string? Folder)
{
    public static Build This { get; } = new("now", Servers.Beside("LocalHost.dll"), null);

    public static Build Earlier(string program)
    {
        var full = Path.GetFullPath(program);
        return File.Exists(full)
            ? new($"before ({Machine.Commit(Path.GetDirectoryName(full))})", full, Path.GetDirectoryName(full))
            : throw new FileNotFoundException($"--before names no file: {full}. Build src/LocalHost of the earlier commit, and name its LocalHost.dll.");
    }
}
