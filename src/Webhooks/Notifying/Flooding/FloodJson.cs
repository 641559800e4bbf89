using System.Text.Json;
using System.Text.Json.Serialization;

namespace Webhooks.Notifying.Flooding;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(SubjectFlood))]
[JsonSerializable(typeof(RuleFlood))]
[JsonSerializable(typeof(BudgetFlood))]
public sealed partial class FloodJson : JsonSerializerContext
{
    public static string Write(IFlood flood) => JsonSerializer.Serialize(flood, flood.GetType(), Default);

    public static T? Read<T>(string? text) where T : class, IFlood =>
        text is null ? null : (T?)JsonSerializer.Deserialize(text, typeof(T), Default);
}
