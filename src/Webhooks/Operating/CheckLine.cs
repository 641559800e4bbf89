using System.Globalization;
using System.Text;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Operating;

// The command line that checks a delivery from what was captured of it. Files and the secret are placeholders: the secret comes from
// the environment, so that it is in no answer, shell history or ticket.
internal static class CheckLine
{
    public static string Of(Source? source, DateTimeOffset receivedAt)
    {
        var line = new StringBuilder("hook check --scheme ").Append(source?.Scheme.Name ?? "SCHEME").Append(" --secret env:WEBHOOK_SECRET");
        if (source is { Secrets: [{ Keys: [{ Form: var form }, ..] }, ..] } && form != source.Scheme.KeyForms[0])
        {
            line.Append(" --key-form ").Append(form.ToString().ToLowerInvariant());
        }

        foreach (var (name, value) in Parts(source))
        {
            line.Append(" --hmac ").Append(Quoted($"{name}={value}"));
        }

        if (SignsUrl(source))
        {
            // It may hold credentials.
            line.Append(" --request-url \"$PUBLIC_URL\"");
        }

        return line.Append(CultureInfo.InvariantCulture, $" --headers delivery.headers --body delivery.body --at {receivedAt.ToUnixTimeSeconds()}").ToString();
    }

    private static bool SignsUrl(Source? source) =>
        source?.Scheme.Definitions[0].Content.Text is { } content && (content.Contains("{url}", StringComparison.Ordinal) || content.Contains("{path}", StringComparison.Ordinal));

    private static IEnumerable<(string Name, string Value)> Parts(Source? source) =>
        from given in source?.Scheme is ConfiguredScheme hmac ? [hmac.Given] : Array.Empty<SchemeSettings>()
        from part in typeof(SchemeSettings).GetProperties()
        let value = part.GetValue(given)
        where value is not null
        select (part.Name, value.ToString()!);

    private static string Quoted(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '=' or ':' or '/') ? text : $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
