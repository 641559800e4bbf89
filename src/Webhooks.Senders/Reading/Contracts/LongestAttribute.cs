using System.Text.Json;
using Webhooks.Events;

namespace Webhooks.Senders.Reading.Contracts;

// A text of at most so many characters, as senders count them: one beyond UTF-16's first plane is one.
internal sealed class LongestAttribute(int characters) : ContractAttribute
{
    public override BreachKind? Check(JsonElement value, DateTimeOffset receivedAt) =>
        value.ValueKind == JsonValueKind.String && value.GetString()!.EnumerateRunes().Count() > characters ? BreachKind.OutOfRange : null;
}
