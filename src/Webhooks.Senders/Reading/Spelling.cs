using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Webhooks.Senders.Reading.Contracts;

namespace Webhooks.Senders.Reading;

// The declared fields of a record by every name that senders write for them.
internal sealed class Spelling
{
    private static readonly ConditionalWeakTable<JsonTypeInfo, Spelling> Known = [];

    private readonly Dictionary<string, JsonPropertyInfo> fields = [];
    private readonly Dictionary<JsonPropertyInfo, ContractAttribute> contracts = [];

    private Spelling(JsonTypeInfo shape)
    {
        foreach (var field in shape.Properties.Where(property => !property.IsExtensionData))
        {
            fields[Normalize(field.Name)] = field;
            if (field.AttributeProvider?.GetCustomAttributes(typeof(ContractAttribute), true) is [ContractAttribute contract])
            {
                contracts[field] = contract;
            }

            var others = field.AttributeProvider?.GetCustomAttributes(typeof(AlsoSpelledAttribute), false) ?? [];
            foreach (var name in others.Cast<AlsoSpelledAttribute>().SelectMany(other => other.Names))
            {
                fields.TryAdd(Normalize(name), field);
            }
        }
    }

    public static Spelling Of(JsonTypeInfo shape) => Known.GetValue(shape, static shape => new Spelling(shape));

    public JsonPropertyInfo? Find(string name) => fields.GetValueOrDefault(Normalize(name));

    public ContractAttribute? ContractOf(JsonPropertyInfo field) => contracts.GetValueOrDefault(field);

    public static bool IsSame(string name, string other) => Normalize(name) == Normalize(other);

    private static string Normalize(string name) =>
        string.Concat(name.Where(c => c is not ('_' or '-')).Select(char.ToLowerInvariant));
}
