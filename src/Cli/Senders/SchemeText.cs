using System.Globalization;
using Cli.Sending;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Handshakes;
using Webhooks.Signatures.Presets;
using Webhooks.Signatures.Schemes;

namespace Cli.Senders;

// The parts of a preset as short texts.
internal static class SchemeText
{
    public static string Algorithm(SchemeSettings scheme) => scheme.Algorithm switch
    {
        null or SigningAlgorithm.HmacSha256 => "HMAC-SHA256",
        SigningAlgorithm.HmacSha1 => "HMAC-SHA1",
        SigningAlgorithm.HmacSha384 => "HMAC-SHA384",
        SigningAlgorithm.HmacSha512 => "HMAC-SHA512",
        SigningAlgorithm.Sha1 => "SHA-1 hash",
        SigningAlgorithm.Sha256 => "SHA-256 hash",
        SigningAlgorithm.EcdsaP256 => "ECDSA P-256",
        SigningAlgorithm.RsaSha256 => "RSA-SHA256",
        SigningAlgorithm.RsaSha1 => "RSA-SHA1",
        SigningAlgorithm.Token => "token",
        { } other => other.ToString(),
    };

    public static string SignatureIn(SchemeSettings scheme) => scheme.SignatureAt ?? scheme.SignatureHeader ?? "Authorization";

    // What of a delivery the signature covers, on one line.
    public static string Content(SchemeSettings scheme) =>
        scheme.SignedContent?.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)
        ?? (scheme.Algorithm is SigningAlgorithm.Token or SigningAlgorithm.Basic ? "nothing" : "{body}");

    // Null when no time is signed.
    public static string? Time(SchemeSettings scheme) =>
        scheme.TimestampAt is { } place ? place
        : scheme.SignedContent?.Contains("{timestamp}", StringComparison.Ordinal) != true ? null
        : scheme.TimestampHeader ?? $"{scheme.TimestampKey ?? "t"}= in {SignatureIn(scheme)}";

    public static string Answer(AnswerSettings answer) => string.Join(", ", new[]
    {
        answer.Status?.ToString(CultureInfo.InvariantCulture),
        answer.IsEmpty ? "without a body" : answer.Body is { } body ? $"with the body {body}" : null,
        answer.ContentType,
    }.Where(part => part is not null));

    public static string Handshake(HandshakeSettings handshake)
    {
        var when = string.Join(" and ", handshake.When.Select(pair => pair.Value switch
        {
            "*" => pair.Key,
            "" => $"an empty {pair.Key}",
            _ => $"{pair.Key} {pair.Value}",
        }));
        var conditions = (handshake.IsSigned ? ", signed" : "") + (handshake.Token is { } token ? $", with VerifyToken in {token}" : "");
        var secret = handshake.Secret switch
        {
            SecretDelivery.Within => "; it brings the secret",
            SecretDelivery.After => "; the sender shows its secret afterwards",
            _ => "",
        };
        var answer = handshake.Challenge is { } challenge ? $"answered with {challenge}" : $"answered {handshake.Status ?? 200}";
        return $"{handshake.Method}{(when.Length > 0 ? $" with {when}" : "")}{conditions}: {answer}{secret}";
    }

    public static IEnumerable<string> Needs(Preset preset)
    {
        if (SignedUrl.IsIn(preset.Scheme.SignedContent) || SignedUrl.IsIn(preset.Token))
        {
            yield return "PublicUrl";
        }

        if (preset.Topic is not null)
        {
            yield return nameof(SchemeOptions.TopicArn);
        }

        if (preset.Scheme.SignedContent?.Contains("{webhook-id}", StringComparison.Ordinal) is true)
        {
            yield return nameof(SchemeOptions.WebhookId);
        }

        if (preset.Token?.NamesAccount is true)
        {
            yield return nameof(SchemeOptions.ServiceAccount);
        }

        if (preset.Handshakes.Any(handshake => handshake.Token is not null))
        {
            yield return "VerifyToken";
        }
    }
}
