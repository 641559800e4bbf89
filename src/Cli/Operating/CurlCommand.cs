using System.Text;
using System.Text.Unicode;
using Cli.Rendering;
using Webhooks.Raw;

namespace Cli.Operating;

// A command for a POSIX shell that posts a delivery again.
internal static class CurlCommand
{
    // Linux takes 128 KiB as one argument.
    private const int LongestArgument = 100_000;

    // What curl writes itself, and what belongs to the connection of then.
    private static readonly string[] LeftOut = ["Host", "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Expect", "TE", "Trailer", "Upgrade"];

    // Body: the file that holds it, when there is one.
    public static string Of(RawDelivery raw, Uri address, string? bodyFile)
    {
        var headers = raw.Headers.Where(header => !LeftOut.Contains(header.Key, StringComparer.OrdinalIgnoreCase) && header.Key.All(IsTokenCharacter)).ToList();
        var command = new StringBuilder("curl --globoff --request POST ").Append(ShellQuote.Of(Target(address, raw.Query)));
        foreach (var (name, value) in headers)
        {
            // With a colon and nothing behind it, curl would leave the header out.
            command.Append(" \\\n  --header ").Append(ShellQuote.Of(value.Length > 0 ? $"{name}: {value}" : $"{name};"));
        }

        if (!headers.Exists(header => header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
        {
            command.Append(" \\\n  --header 'Content-Type:'");
        }

        return bodyFile is not null ? $"{command} \\\n  --data-binary {ShellQuote.Of("@" + bodyFile)}"
            : raw.Body.Length <= LongestArgument && Utf8.IsValid(raw.Body.Span) && Encoding.UTF8.GetString(raw.Body.Span) is var text && ShellQuote.HidesNothing(text) ? $"{command} \\\n  --data-raw {ShellQuote.Of(text)}"
            : $"base64 --decode <<'BASE64' | {command} \\\n  --data-binary @-\n{Convert.ToBase64String(raw.Body.Span, Base64FormattingOptions.InsertLineBreaks).ReplaceLineEndings("\n")}\nBASE64";
    }

    // The query that the sender sent, unless the address has one.
    private static string Target(Uri address, string query) => address.Query.Length > 0 || query.Length == 0 ? address.AbsoluteUri : new UriBuilder(address) { Query = query }.Uri.AbsoluteUri;

    // https://www.rfc-editor.org/rfc/rfc9110#name-tokens
    private static bool IsTokenCharacter(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal);
}
