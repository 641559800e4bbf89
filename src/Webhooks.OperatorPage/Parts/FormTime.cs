using System.Globalization;

namespace Webhooks.OperatorPage.Parts;

// A time as a datetime-local field and the API both read it: UTC, to the second.
internal static class FormTime
{
    public static string? Of(DateTimeOffset? time) => time?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
}
