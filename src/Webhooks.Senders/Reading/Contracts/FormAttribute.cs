using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.RegularExpressions;
using Webhooks.Events;

namespace Webhooks.Senders.Reading.Contracts;

// A text that a pattern matches as a whole.
internal class FormAttribute([StringSyntax(StringSyntaxAttribute.Regex)] string pattern) : ContractAttribute
{
    private readonly Regex whole = new($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    public override BreachKind? Check(JsonElement value, DateTimeOffset receivedAt) =>
        value.ValueKind == JsonValueKind.String && !whole.IsMatch(value.GetString()!) ? BreachKind.OutOfRange : null;
}
