namespace Deploying.Parameters;

/// <summary>
/// Whom alerts go to. A deployment replaces the recipients of the one before, so a pipeline that does not know them would disarm every
/// alert; at a terminal azd asks for what is missing.
/// </summary>
internal static class AlertRecipients
{
    public static IEnumerable<string> Problems(string? given)
    {
        if (string.IsNullOrWhiteSpace(given))
        {
            return Pipeline.IsOne
                ? ["operatorEmail: OPERATOR_EMAIL is not set, and without it this deployment would take the recipients of all alerts away. Set the variable of this pipeline to their addresses, separated by commas, or to `none` if nobody is to be told."]
                : [];
        }

        return IsNobody(given) ? [] : given.Split(',', StringSplitOptions.TrimEntries)
            .Where(address => address.Split('@') is not [{ Length: > 0 }, { Length: > 0 }])
            .Select(address => $"operatorEmail: '{address}' is no e-mail address; write addresses separated by commas, or `none`.");
    }

    public static bool IsNobody(string? given) => string.Equals(given?.Trim(), "none", StringComparison.OrdinalIgnoreCase);
}
