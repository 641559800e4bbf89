using System.Globalization;
using System.Text.Json;
using Webhooks.Events;

namespace Webhooks.Senders.Reading.Contracts;

// A text YYYY-MM-DD, not after the day of arrival in UTC.
internal sealed class PastDateAttribute : ContractAttribute
{
    public override BreachKind? Check(JsonElement value, DateTimeOffset receivedAt) =>
        value.ValueKind != JsonValueKind.String || !DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? BreachKind.Mistyped
        : date > DateOnly.FromDateTime(receivedAt.UtcDateTime) ? BreachKind.OutOfRange
        : null;
}
