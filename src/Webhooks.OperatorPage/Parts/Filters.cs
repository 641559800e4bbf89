using System.Globalization;

namespace Webhooks.OperatorPage.Parts;

/// <summary>What filter forms and addresses have in common.</summary>
internal static class Filters
{
    /// <summary>As a time field of a form and the API both read it: UTC, to the second.</summary>
    public static string? Time(DateTimeOffset? at) => at?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
}
