using System.Net;

namespace Webhooks.Signatures.Handshakes;

// The fields of a query string or of a URL-encoded form.
internal static class EncodedFields
{
    /// <summary>The decoded value; null when there is none, an empty one, or more than one: two readers may take different ones.</summary>
    public static string? Find(string text, string name)
    {
        string? found = null;
        foreach (var range in text.AsSpan().Split('&'))
        {
            var field = text.AsSpan(range);
            var border = field.IndexOf('=');
            if (!Decode(border < 0 ? field : field[..border]).Equals(name, StringComparison.Ordinal))
            {
                continue;
            }

            if (found is not null)
            {
                return null;
            }

            found = border < 0 ? "" : Decode(field[(border + 1)..]);
        }

        return string.IsNullOrEmpty(found) ? null : found;
    }

    private static string Decode(ReadOnlySpan<char> text) => WebUtility.UrlDecode(text.ToString());
}
