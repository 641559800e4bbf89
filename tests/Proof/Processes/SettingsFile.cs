using System.Text.Json;

namespace Proof.Processes;

/// <summary>Settings for a LocalHost, in a file: environment variables may not have dots in their names everywhere. The file goes with this.</summary>
internal sealed class SettingsFile : IDisposable
{
    private SettingsFile(string path) => FullPath = path;

    public string FullPath { get; }

    public static SettingsFile Of(IReadOnlyDictionary<string, string> values)
    {
        var file = new SettingsFile(Path.Combine(Path.GetTempPath(), $"proof-{Guid.NewGuid():N}.json"));
        File.WriteAllText(file.FullPath, JsonSerializer.Serialize(new { IsEncrypted = false, Values = values }));
        return file;
    }

    public void Dispose() => File.Delete(FullPath);
}
