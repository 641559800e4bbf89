using System.Globalization;

namespace Proof.Processes;

/// <summary>
/// Memory that a process and all that it starts may have together: a control group of this machine, in that of this process, of either
/// version. Where none may be made the collector alone is told, as a group would tell it, and nobody is killed for more.
/// </summary>
internal sealed class MemoryLimit : IDisposable
{
    private const string Root = "/sys/fs/cgroup";
    private readonly string? group;
    private readonly bool isOld;

    private MemoryLimit(long bytes, string? group, bool isOld) => (Bytes, this.group, this.isOld) = (bytes, group, isOld);

    public long Bytes { get; }

    public string Kind => group is null ? "SKIPPED, NOT PASSED: no control group can be made here; the collector alone was told the limit" : $"a control group, version {(isOld ? 1 : 2)}";

    /// <summary>Processes that were killed because there was no memory left.</summary>
    public int Killed => group is null ? 0 : Number(isOld ? "memory.oom_control" : "memory.events", "oom_kill ");

    public static MemoryLimit Of(long bytes)
    {
        foreach (var (parent, isOld) in Parents())
        {
            var group = Path.Combine(parent, $"proof-{Guid.NewGuid():N}");
            try
            {
                Directory.CreateDirectory(group);
                var limit = new MemoryLimit(bytes, group, isOld);
                File.WriteAllText(Path.Combine(group, isOld ? "memory.limit_in_bytes" : "memory.max"), bytes.ToString(CultureInfo.InvariantCulture));
                return limit;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                Remove(group);
            }
        }

        return new(bytes, null, false);
    }

    /// <summary>The command that runs this one within the limit.</summary>
    public string[] Around(string[] command, IDictionary<string, string> environment)
    {
        if (group is not null)
        {
            return ["/bin/sh", "-c", "echo $$ > \"$0/cgroup.procs\" && exec \"$@\"", group, .. command];
        }

        // Of a group's limit the collector takes three quarters.
        environment["DOTNET_GCHeapHardLimit"] = (Bytes * 3 / 4).ToString("x", CultureInfo.InvariantCulture);
        return command;
    }

    public void Dispose()
    {
        if (group is not null)
        {
            Remove(group);
        }
    }

    private static IEnumerable<(string Parent, bool IsOld)> Parents()
    {
        const string Own = "/proc/self/cgroup";
        foreach (var line in File.Exists(Own) ? File.ReadAllLines(Own) : [])
        {
            // hierarchy:controllers:path
            var parts = line.Split(':', 3);
            if (parts[1].Split(',').Contains("memory"))
            {
                yield return (Root + "/memory" + parts[2], true);
            }
            else if (parts[1].Length == 0)
            {
                yield return (Root + parts[2], false);
            }
        }
    }

    // A group has files that cannot be removed; itself can, once its processes are gone.
    private static void Remove(string group)
    {
        try
        {
            Directory.Delete(group, recursive: false);
        }
        catch (IOException)
        {
            // It has not been made, or something in it is still ending.
        }
    }

    private int Number(string file, string name) =>
        File.ReadLines(Path.Combine(group!, file)).Where(line => line.StartsWith(name, StringComparison.Ordinal)).Select(line => int.Parse(line[name.Length..], CultureInfo.InvariantCulture)).FirstOrDefault();
}
