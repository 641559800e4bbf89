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

        return line.Append(CultureInfo.InvariantCulture, $" --headers delivery.headers --body delivery.body --at {receivedAt.ToUnixTimeSeconds()}").ToString();
    }

    private static IEnumerable<(string Name, string Value)> Parts(Source? source) => source?.Scheme is not HmacScheme { Given: var given }
        ? []
        : new (string Name, object? Value)[]
        {
            (nameof(given.SignatureHeader), given.SignatureHeader), (nameof(given.Layout), given.Layout), (nameof(given.Prefix), given.Prefix),
            (nameof(given.Encoding), given.Encoding), (nameof(given.SignedContent), given.SignedContent), (nameof(given.TimestampHeader), given.TimestampHeader),
            (nameof(given.TimestampKey), given.TimestampKey), (nameof(given.TimestampFormat), given.TimestampFormat), (nameof(given.EventId), given.EventId),
            (nameof(given.EventType), given.EventType), (nameof(given.Nonce), given.Nonce), (nameof(given.DeliveryId), given.DeliveryId),
            (nameof(given.KeyForm), given.KeyForm),
        }.Where(part => part.Value is not null).Select(part => (part.Name, part.Value!.ToString()!));

    private static string Quoted(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '=' or ':' or '/') ? text : $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
