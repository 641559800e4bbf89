using System.Security.Cryptography;
using System.Text;
using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Schemes;

// What a token whose signature is right must say. Anyone has one that the same key signed for somebody else: Google's keys sign for everybody.
internal sealed record TokenCheck(TokenSettings Settings, SchemeOptions Options)
{
    private static readonly TimeSpan Leeway = TimeSpan.FromMinutes(1);

    public Refusal? Check(Delivery delivery, SignedJson claims, DateTimeOffset now) =>
        Settings.Issuer is { } issuer && !Is(claims, "iss", issuer) ? Refuse("The token is not of this sender (iss).")
        : Settings.NamesAudience && !IsAudience(claims, Options.Audience ?? Options.PublicUrl!) ? Refuse("The token is for another audience (aud) than Audience or PublicUrl of the source.")
        : Settings.NamesAddress && !Is(claims, "sub", Options.PublicUrl!) ? Refuse("The token is for another address (sub) than PublicUrl of the source.")
        : Settings.NamesAccount && !(Is(claims, "email", Options.ServiceAccount!) && claims.IsTrue("email_verified")) ? Refuse("The token is of another account (email) than ServiceAccount of the source.")
        : Settings.BodyHash is { } name && !IsHash(claims.Text(name), delivery.Body.Span) ? Refuse("The SHA-256 of the body is not the one in the token.")
        : Times(claims, now);

    private Refusal? Times(SignedJson claims, DateTimeOffset now)
    {
        var (from, until) = (TokenClaim.TimeAt(claims, "nbf") ?? TokenClaim.TimeAt(claims, "iat"), TokenClaim.TimeAt(claims, "exp"));
        return (claims.Has("exp") || !Settings.IsNewForEachDelivery) && until is null ? new(RefusalReason.TimestampMalformed, "The claim exp is no Unix time.")
            : claims.Has("nbf") && TokenClaim.TimeAt(claims, "nbf") is null ? new(RefusalReason.TimestampMalformed, "The claim nbf is no Unix time.")
            : now > until + Leeway ? new(RefusalReason.TooOld, "The token has ended (exp).") { Age = now - until }
            : now < from - Leeway ? new(RefusalReason.FromTheFuture, "The token is not valid yet.") { Age = now - from }
            : null;
    }

    private static bool Is(SignedJson claims, string name, string expected) => claims.IsString(name) && claims.Text(name) == expected;

    private static bool IsAudience(SignedJson claims, string expected) =>
        Is(claims, "aud", expected) || (Is(claims, "aud[0]", expected) && !claims.Has("aud[1]"));

    private bool IsHash(string? claimed, ReadOnlySpan<byte> body) =>
        claimed is not null && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(claimed.TrimEnd('=')), Encoding.UTF8.GetBytes(MacText.Write(SHA256.HashData(body), Settings.BodyHashEncoding).TrimEnd('=')));

    private static Refusal Refuse(string detail) => new(RefusalReason.SignatureInvalid, detail);
}
