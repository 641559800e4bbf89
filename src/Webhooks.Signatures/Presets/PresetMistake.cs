using System.Text.Json;

namespace Webhooks.Signatures.Presets;

// Explains to the author of a preset file why it cannot be read.
internal static class PresetMistake
{
    private const string Missing = "missing required properties including: ";

    public static string Explain(JsonException failure)
    {
        var place = (failure.Path ?? "$").TrimStart('$').TrimStart('.');
        var problem = Problem(failure, place);
        return failure.LineNumber is { } line ? $"line {line + 1}, {(place.Length > 0 ? place + ": " : "")}{problem}"
            : place.Length > 0 ? $"{place}: {problem}"
            : problem;
    }

    // The serializer has one exception for all; its message ends in the path, the line and the position.
    private static string Problem(JsonException failure, string place)
    {
        var message = failure.Message.Split(" Path: ")[0].TrimEnd('.');
        return failure.InnerException is JsonException ? $"it is not valid JSON: {message}"
            : message.Contains(" could not be mapped ", StringComparison.Ordinal) ? "there is no such key; preset.schema.json has them all"
            : message.IndexOf(Missing, StringComparison.Ordinal) is var at and >= 0 ? $"it lacks {message[(at + Missing.Length)..]}"
            : !message.Contains(" could not be converted ", StringComparison.Ordinal) ? message
            : Values(place) is { } values ? $"it is not one of {string.Join(", ", values)}"
            : "the value is of another kind or form; preset.schema.json says which it must have";
    }

    // Null when the value is not of an enumeration.
    private static string[]? Values(string place)
    {
        var type = typeof(Preset);
        foreach (var step in place.Split('.'))
        {
            if (!PresetFiles.Type.Options.TryGetTypeInfo(type, out var info)
                || info.Properties.FirstOrDefault(property => property.Name == step.Split('[')[0])?.PropertyType is not { } found)
            {
                return null;
            }

            type = step.EndsWith(']') && found.GenericTypeArguments is [.., var entry] ? entry : Nullable.GetUnderlyingType(found) ?? found;
        }

        return type.IsEnum ? Enum.GetNames(type) : null;
    }
}
