using System.Text.Json;

namespace LocalHost.Settings;

// Explains errors in hand-written JSON files.
internal static class JsonFileErrors
{
    public static string Explain(string path, Exception failure) => failure switch
    {
        JsonException { LineNumber: { } line } invalid =>
            $"{path} is not valid JSON: there is an error at line {line + 1}, character {(invalid.BytePositionInLine ?? 0) + 1}, or shortly before; look there for a missing comma, quote or brace.",
        JsonException => $"{path} is not a JSON object: it must begin with {{ and end with }}, as local.settings.sample.json does.",
        FileNotFoundException or DirectoryNotFoundException => $"There is no file {path}: create it, or name another one.",
        UnauthorizedAccessException => $"{path} cannot be read by this user: change its permissions, or name another file.",
        _ => $"{path} cannot be read ({failure.GetType().Name}): check that it is a file, and not locked.",
    };
}
