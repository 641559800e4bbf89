using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace Webhooks.Senders.Reading;

/// <summary>The declared fields of a record by every name that senders write for them.</summary>
internal sealed class Spelling
{
    // The shapes are static; so is what is known of them.
    private static readonly ConditionalWeakTable<JsonTypeInfo, Spelling> Known = [];

    private readonly Dictionary<string, JsonPropertyInfo> fields = [];

    private Spelling(JsonTypeInfo shape)
    {
        foreach (var field in shape.Properties.Where(property => !property.IsExtensionData))
        {
            fields[Plain(field.Name)] = field;
            foreach (var other in field.AttributeProvider?.GetCustomAttributes(typeof(AlsoSpelledAttribute), false) ?? [])
            {
                foreach (var name in ((AlsoSpelledAttribute)other).Names)
                {
                    fields.TryAdd(Plain(name), field);
                }
            }
        }
    }

    public static Spelling Of(JsonTypeInfo shape) => Known.GetValue(shape, static shape => new Spelling(shape));

    /// <summary>The field that is meant by a name.</summary>
    public JsonPropertyInfo? Find(string name) => fields.GetValueOrDefault(Plain(name));

    /// <summary>Whether two names differ in case, underscores and hyphens at most.</summary>
    public static bool IsSame(string name, string other) => Plain(name) == Plain(other);

    private static string Plain(string name) =>
        string.Concat(name.Where(c => c is not ('_' or '-')).Select(char.ToLowerInvariant));
}
