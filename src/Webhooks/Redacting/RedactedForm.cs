using System.Net;
using System.Text.RegularExpressions;

namespace Webhooks.Redacting;

// A form of URL-encoded fields is shown decoded, one field per line. Slack and GitHub send JSON in one.
internal static partial class RedactedForm
{
    public static bool Is(string text) => Form().IsMatch(text);

    public static string Of(string text, Redaction redaction) => string.Join('\n', text.Trim().Split('&').Select(field => Field(field, redaction)));

    private static string Field(string field, Redaction redaction)
    {
        var border = field.IndexOf('=', StringComparison.Ordinal);
        if (border < 0)
        {
            return redaction.Text(WebUtility.UrlDecode(field));
        }

        var (name, value) = (WebUtility.UrlDecode(field[..border]), WebUtility.UrlDecode(field[(border + 1)..]));
        if (value.Length == 0 || !(redaction.IsSecret(name) || redaction.IsListed(Brackets().Replace(name, ".").Trim('.'))))
        {
            return $"{name}={redaction.String(value, name)}";
        }

        redaction.Found++;
        redaction.Add(value);
        redaction.Add(field[(border + 1)..]);
        return $"{name}={Redaction.Mark}";
    }

    // At least one field with a value: Base64 ends with = too.
    [GeneratedRegex(@"^[\w.\-%+*\[\]]{1,256}=[^&=\s\p{Cc}<>""{}][^\s\p{Cc}<>""]*\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex Form();

    // user[phone][0] is user.phone
    [GeneratedRegex(@"\[\d*\]|[\[\]]+", RegexOptions.NonBacktracking)]
    private static partial Regex Brackets();
}
