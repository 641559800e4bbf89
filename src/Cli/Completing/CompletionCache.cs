using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Cli.Rendering;

namespace Cli.Completing;

// What a receiver answered a moment ago: each press of Tab is a process of its own.
internal sealed partial class CompletionCache(CliContext context)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);

    private readonly string? folder = Rooted(context, "XDG_CACHE_HOME") ?? (Rooted(context, "LOCALAPPDATA") ?? (Rooted(context, "HOME") is { } home ? Path.Combine(home, ".cache") : null));

    public IReadOnlyList<string>? Find(string key)
    {
        try
        {
            return PathOf(key) is { } path && File.Exists(path) && JsonSerializer.Deserialize(File.ReadAllBytes(path), CacheJson.Default.Entry) is { } entry
                && entry.Key == key && (context.Clock.GetUtcNow() - entry.At).Duration() < Lifetime ? entry.Values : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public void Keep(string key, IReadOnlyList<string> values)
    {
        try
        {
            if (PathOf(key) is { } path)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
                if (!OperatingSystem.IsWindows())
                {
                    options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
                }

                using var file = new FileStream(path, options);
                JsonSerializer.Serialize(file, new Entry(key, context.Clock.GetUtcNow(), values), CacheJson.Default.Entry);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The next press of Tab asks again.
        }
    }

    // One file for each kind: what was kept for another receiver is overwritten.
    private string? PathOf(string key) => folder is null ? null
        : Path.Combine(folder, "hook", $"completion-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.Split(' ')[0])))[..8]}.json");

    private static string? Rooted(CliContext context, string name) => context.Variables.GetValueOrDefault(name) is { Length: > 0 } path && Path.IsPathRooted(path) ? path : null;

    private sealed record Entry(string Key, DateTimeOffset At, IReadOnlyList<string> Values);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
    [JsonSerializable(typeof(Entry))]
    private sealed partial class CacheJson : JsonSerializerContext;
}
