using System.Globalization;
using Webhooks.Signatures.Presets;
using Webhooks.Signatures.Schemes;

namespace Cli.Senders;

// The parts of a preset as short texts.
internal static class SchemeText
{
    public static string Algorithm(HmacSettings scheme) => "HMAC-SHA256";

    public static string SignatureIn(HmacSettings scheme) => scheme.SignatureHeader ?? "";

    // Null when no time is signed.
    public static string? Time(HmacSettings scheme) =>
        scheme.SignedContent?.Contains("{timestamp}", StringComparison.Ordinal) != true ? null
        : scheme.TimestampHeader ?? $"{scheme.TimestampKey ?? "t"}= in {scheme.SignatureHeader}";

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
        var answer = handshake.Challenge is { } challenge ? $"answered with {challenge}" : $"answered {handshake.Status ?? 200}";
        return $"{handshake.Method}{(when.Length > 0 ? $" with {when}" : "")}{conditions}: {answer}";
    }

    // Of a request's address only the configured one can be signed.
    public static bool SignsUrl(HmacSettings scheme) =>
        scheme.SignedContent is { } content && (content.Contains("{url}", StringComparison.Ordinal) || content.Contains("{path}", StringComparison.Ordinal));

    public static IEnumerable<string> Needs(Preset preset)
    {
        if (SignsUrl(preset.Scheme))
        {
            yield return "PublicUrl";
        }

        if (preset.Handshakes.Any(handshake => handshake.Token is not null))
        {
            yield return "VerifyToken";
        }
    }
}
