using System.Text;
using System.Text.Json;
using Cli.Rendering;
using Cli.Sending;

namespace Cli.Configuring;

// The local.settings.json that a source is written to.
internal sealed class SettingsFile(CliContext context, string? given)
{
    // The given one, else the nearest in this folder or above, else a new one beside the nearest sample, else a new one here.
    public string Path { get; } = given is not null ? System.IO.Path.Combine(context.Directory, given)
        : LocalSettings.Nearest(context, LocalSettings.FileName)
        ?? System.IO.Path.Combine(System.IO.Path.GetDirectoryName(LocalSettings.Nearest(context, LocalSettings.SampleName)) ?? context.Directory, LocalSettings.FileName);

    public bool Exists => File.Exists(Path);

    public byte[] Read()
    {
        if (string.Equals(System.IO.Path.GetFileName(Path), LocalSettings.SampleName, StringComparison.OrdinalIgnoreCase))
        {
            throw new UsageException($"--file: {LocalSettings.SampleName} is part of the repository, and a secret must not be; write to {LocalSettings.FileName}.");
        }

        var sample = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, LocalSettings.SampleName);
        return Exists ? context.Read(Path, "--file") : File.Exists(sample) ? context.Read(sample, "--file") : Encoding.UTF8.GetBytes(SettingsText.Empty);
    }

    // The source in place of one that is there, if it may be replaced.
    public byte[] Change(string source, IReadOnlyList<KeyValuePair<string, string>> settings, bool replace)
    {
        var json = Read();
        try
        {
            return SettingsText.Has(source, json) && Exists && !replace
                ? throw new UsageException($"SOURCE: '{source}' is already in {Path}; choose another name, or replace it with --force.")
                : SettingsText.With(settings, SettingsText.Without(source, json));
        }
        catch (JsonException)
        {
            throw new UsageException($"--file: {Path} is not JSON with an object \"Values\"; correct it first.");
        }
    }

    public void Write(byte[] json)
    {
        var target = Exists && File.ResolveLinkTarget(Path, returnFinalTarget: true) is { } linked ? linked.FullName : Path;
        var mode = !OperatingSystem.IsWindows() && Exists ? File.GetUnixFileMode(target) : UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            // Whoever interrupts it finds the old file or the new one. It holds secrets, so a new one is its owner's alone.
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = mode;
            }

            using (var file = new FileStream(temporary, options))
            {
                file.Write(json);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }

            throw new UsageException($"--file: {Path} cannot be written ({failure.GetType().Name}).");
        }
    }
}
