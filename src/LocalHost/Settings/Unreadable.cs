using System.Text.Json;

namespace LocalHost.Settings;

/// <summary>Says what is wrong with a JSON file that somebody wrote by hand, and what to do.</summary>
internal static class Unreadable
{
    public static string Because(string path, Exception failure) => failure switch
    {
        JsonException { LineNumber: { } line } wrong =>
            $"{path} is no JSON: something is wrong at line {line + 1}, character {(wrong.BytePositionInLine ?? 0) + 1}, or shortly before; look there for a missing comma, quote or brace.",
        JsonException => $"{path} is no JSON object: it must begin with {{ and end with }}, as local.settings.sample.json does.",
        FileNotFoundException or DirectoryNotFoundException => $"There is no file {path}: write it, or name another one.",
        UnauthorizedAccessException => $"{path} may not be read by this user: change its permissions, or name another file.",
        _ => $"{path} cannot be read ({failure.GetType().Name}): is it a file, and is it free?",
    };
}
