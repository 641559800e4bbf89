using System.Text.RegularExpressions;

namespace Webhooks.Redacting;

// Storage services sign addresses under names of their own. What they have in common is that such an address expires, or names the account
// that signed it: then the whole query is a secret.
internal static partial class SignedQuery
{
    private static readonly HashSet<string> Marks = new(StringComparer.OrdinalIgnoreCase)
    {
        "Expires", "Expiry", "exp", "X-Amz-Expires", "X-Goog-Expires", "AWSAccessKeyId", "GoogleAccessId", "Key-Pair-Id", "upload_id", "hdnts", "hdnea", "hmac",
    };

    public static string Hide(string text, Action<string> found) => !text.Contains("//", StringComparison.Ordinal) && !text.Contains(@"\/", StringComparison.Ordinal)
        ? text
        : Address().Replace(text, address =>
        {
            var query = address.Groups["query"];
            if (!Separator().Split(query.Value).Any(part => Marks.Contains(part.Split('=')[0])))
            {
                return address.Value;
            }

            found(query.Value);
            return address.Value[..(query.Index - address.Index)] + Redaction.Mark;
        });

    // In JSON slashes may be escaped, and & may be \u0026.
    [GeneratedRegex(@":(\\?/){2}[^\s""'<>?#]*\?(?<query>([^\s""'<>#\\]|\\[^""])+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    [GeneratedRegex(@"&amp;|&|;|\\u0026", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Separator();
}
