using Webhooks.Signatures.Schemes;

namespace Cli.Sending;

// Of a request's address only the configured one can be signed: PublicUrl.
internal static class SignedUrl
{
    public static bool IsIn(TokenSettings? token) => token is { NamesAudience: true } or { NamesAddress: true };

    public static bool IsIn(string? signedContent) =>
        signedContent is not null && (signedContent.Contains("{url}", StringComparison.Ordinal) || signedContent.Contains("{path}", StringComparison.Ordinal));
}
