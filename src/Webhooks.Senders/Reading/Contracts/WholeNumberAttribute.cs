using System.Text.Json;
using Webhooks.Events;

namespace Webhooks.Senders.Reading.Contracts;

// A JSON number without fraction and exponent: neither a text nor true, which others would read as a number.
internal sealed class WholeNumberAttribute(long least = 0, long most = long.MaxValue) : ContractAttribute
{
    public override bool DropsValue => true;

    public override BreachKind? Check(JsonElement value, DateTimeOffset receivedAt) =>
        value.ValueKind != JsonValueKind.Number || value.GetRawText().AsSpan().ContainsAny(".eE") ? BreachKind.Mistyped
        : value.TryGetInt64(out var number) && number >= least && number <= most ? null
        : BreachKind.OutOfRange;
}
