using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Cli.Rendering;
using Webhooks.Settings;

namespace Cli.Profiles;

// The user's profiles.json: addresses and keys of receivers, readable by nobody else.
internal sealed partial class ProfileFile(CliContext context)
{
    public const string DefaultName = "default";

    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnFolder = OwnFile | UnixFileMode.UserExecute;

    // Null where the user has no folder for settings.
    public string? Path { get; } = FolderOf(context.Variables) is { } folder ? System.IO.Path.Combine(folder, "hook", "profiles.json") : null;

    public SortedDictionary<string, Profile> Read()
    {
        if (Path is null || !File.Exists(Path))
        {
            return [];
        }

        try
        {
            var set = JsonSerializer.Deserialize(File.ReadAllBytes(Path), ProfileSetJson.Default.ProfileSet);
            return set is not null && !set.Profiles.ContainsValue(null!) ? set.Profiles : throw new JsonException();
        }
        catch (JsonException failure)
        {
            throw new UsageException($"{Path}: line {(failure.LineNumber ?? 0) + 1} is not what `hook login` writes; mend it, or remove the file and log in again.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{Path} cannot be read ({failure.GetType().Name}).");
        }
    }

    public Profile Find(string name) => Read() is var profiles && profiles.TryGetValue(name, out var profile) ? profile : throw new UsageException(Unknown(name, profiles.Keys));

    public static string Unknown(string name, IReadOnlyCollection<string> known) =>
        $"--profile: {Misspelling.Unknown("profile", name, known, "none: `hook login` saves one")}";

    public void Write(SortedDictionary<string, Profile> profiles)
    {
        var path = Path ?? throw new UsageException($"There is no folder for settings of this user; set {(OperatingSystem.IsWindows() ? "APPDATA" : "HOME or XDG_CONFIG_HOME")}.");
        var folder = System.IO.Path.GetDirectoryName(path)!;
        var draft = $"{path}.{Environment.ProcessId}";
        try
        {
            CreateFolder(folder);
            using (var stream = new FileStream(draft, OwnFileOptions()))
            {
                JsonSerializer.Serialize(stream, new ProfileSet(profiles), ProfileSetJson.Default.ProfileSet);
            }

            File.Move(draft, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be written ({failure.GetType().Name}).");
        }
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnFolder);
            File.SetUnixFileMode(folder, OwnFolder);
        }
    }

    // On Windows the folder of the user's settings is the user's alone.
    private static FileStreamOptions OwnFileOptions()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnFile;
        }

        return options;
    }

    // https://specifications.freedesktop.org/basedir: a relative path is ignored.
    private static string? FolderOf(IReadOnlyDictionary<string, string> variables) =>
        OperatingSystem.IsWindows() ? Rooted(variables, "APPDATA")
        : Rooted(variables, "XDG_CONFIG_HOME") ?? (Rooted(variables, "HOME") is { } home ? System.IO.Path.Combine(home, ".config") : null);

    private static string? Rooted(IReadOnlyDictionary<string, string> variables, string name) =>
        variables.GetValueOrDefault(name) is { Length: > 0 } path && System.IO.Path.IsPathRooted(path) ? path : null;

    [SuppressMessage("Performance", "CA1812", Justification = "Read and written as JSON.")]
    private sealed record ProfileSet(SortedDictionary<string, Profile> Profiles);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
    [JsonSerializable(typeof(ProfileSet))]
    private sealed partial class ProfileSetJson : JsonSerializerContext;
}
