using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Cli.Showing;

/// <summary>One record per line, as the operator's API names its fields. Control characters are escaped there by the serializer.</summary>
internal static class JsonLines
{
    public static void Json<T>(this CliContext context, T value, JsonTypeInfo<T> type) => context.Output.WriteLine(JsonSerializer.Serialize(value, type));
}
