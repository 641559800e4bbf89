namespace Webhooks.Signatures.Content;

// The parameters of a request's query.
internal static class QueryText
{
    /// <summary>The decoded value; null when it is absent, empty, or there with several values.</summary>
    public static string? Find(string query, string name)
    {
        string? found = null;
        foreach (var range in query.AsSpan().Split('&'))
        {
            var field = query.AsSpan(range);
            var cut = field.IndexOf('=');
            if (cut > 0 && Decode(field[..cut]) == name && Decode(field[(cut + 1)..]) is { Length: > 0 } value)
            {
                if (found is not null && found != value)
                {
                    return null;
                }

                found = value;
            }
        }

        return found;
    }

    /// <summary>The fields of these names alone, as they came.</summary>
    public static string Only(string query, IReadOnlyCollection<string> names) =>
        names.Count == 0 ? "" : string.Join('&', query.Split('&').Where(field => names.Contains(Decode(field.AsSpan(0, Math.Max(field.IndexOf('=', StringComparison.Ordinal), 0))))));

    private static string Decode(ReadOnlySpan<char> text) => Uri.UnescapeDataString(text.ToString().Replace('+', ' '));
}
