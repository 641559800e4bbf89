using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Schemes;

// Reads a JSON Web Token in its compact form (RFC 7515). What it says is judged only once its signature is known to be right.
internal static class TokenClaim
{
    private const int Longest = 8 * 1024;
    private const int RawEcdsaBytes = 64;
    private const string Scheme = "Bearer ";
    private static readonly string[] HeaderPaths = ["alg", "kid", "crit"];
    private static readonly string[] ClaimPaths = ["iss", "aud", "aud[0]", "aud[1]", "sub", "email", "email_verified", "exp", "nbf", "iat"];

    public static SignatureClaim? Read(Delivery delivery, SignatureDefinition definition, out Refusal? refusal)
    {
        if (definition.FindSignature(delivery.Headers) is not { } text)
        {
            refusal = new Refusal(RefusalReason.SignatureMissing, $"The {definition.Place} is missing.");
            return null;
        }

        var parts = Split(text);
        var signature = parts is null ? null : MacText.Decode(parts[2], MacEncoding.Base64Url, Longest);
        var header = parts is null ? null : ReadJson(parts[0], HeaderPaths);
        var claims = parts is null ? null : ReadJson(parts[1], [.. ClaimPaths, .. definition.Token!.Settings.BodyHash is { } hash ? [hash] : Array.Empty<string>()]);
        refusal = signature is null || header is null || claims is null ? Malformed($"The {definition.Place} holds no JSON Web Token.")
            : !header.IsString("alg") || header.Text("alg") != Name(definition.Algorithm) ? Malformed($"The token is not signed by {Name(definition.Algorithm)}, which is how this sender signs.")
            : header.Has("crit") ? Malformed("The token has extensions (crit), and this sender has none.")
            : definition.Algorithm == SigningAlgorithm.EcdsaP256 && signature.Length != RawEcdsaBytes ? Malformed("The signature of the token has another length than its algorithm's.")
            : null;
        if (refusal is not null)
        {
            return null;
        }

        var sentAt = definition.Token!.Settings.IsNewForEachDelivery ? TimeAt(claims!, "iat") : null;
        if (definition.Token.Settings.IsNewForEachDelivery && sentAt is null)
        {
            refusal = new Refusal(RefusalReason.TimestampMalformed, "The claim iat is no Unix time.");
            return null;
        }

        var content = System.Text.Encoding.ASCII.GetBytes($"{parts![0]}.{parts[1]}");
        return new SignatureClaim(definition, new SignedContent(content, default, default))
        {
            Macs = definition.Algorithm.HasPublicKey() ? [] : [MacText.Write(signature, MacEncoding.Base64Url)],
            Signatures = definition.Algorithm.HasPublicKey() ? [signature!] : [],
            SignedAt = sentAt,
            Claims = claims,
        };
    }

    /// <summary>The key that the token names; null when it names none that can be read.</summary>
    public static string? KeyId(Delivery delivery, SignatureDefinition definition) =>
        definition.FindSignature(delivery.Headers) is { } text && Split(text) is { } parts && ReadJson(parts[0], HeaderPaths) is { } header && header.IsString("kid") ? header.Text("kid") : null;

    public static DateTimeOffset? TimeAt(SignedJson claims, string name) =>
        claims.IsNumber(name) && claims.Text(name) is { } text ? SignedTime.Read(text, TimeFormat.Unix) : null;

    public static string Name(SigningAlgorithm algorithm) => algorithm switch
    {
        SigningAlgorithm.RsaSha256 => "RS256",
        SigningAlgorithm.EcdsaP256 => "ES256",
        SigningAlgorithm.HmacSha256 => "HS256",
        SigningAlgorithm.HmacSha384 => "HS384",
        SigningAlgorithm.HmacSha512 => "HS512",
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };

    /// <summary>Whether tokens can be signed so.</summary>
    public static bool Knows(SigningAlgorithm algorithm) => algorithm is SigningAlgorithm.RsaSha256 or SigningAlgorithm.EcdsaP256
        or SigningAlgorithm.HmacSha256 or SigningAlgorithm.HmacSha384 or SigningAlgorithm.HmacSha512;

    private static string[]? Split(string text)
    {
        var token = text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? text[Scheme.Length..].Trim() : text;
        return token.Length <= Longest && !token.Contains('=', StringComparison.Ordinal) && token.Split('.') is { Length: 3 } parts ? parts : null;
    }

    private static SignedJson? ReadJson(string part, IReadOnlyList<string> paths) =>
        MacText.Decode(part, MacEncoding.Base64Url, Longest) is { } bytes ? SignedJson.Read(bytes, paths, out _) : null;

    private static Refusal Malformed(string detail) => new(RefusalReason.SignatureMalformed, detail);
}
