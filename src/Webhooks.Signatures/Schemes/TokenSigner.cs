using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Schemes;

// Makes the token of a delivery as its sender does. For samples and tests.
internal static class TokenSigner
{
    private const string SampleKeyId = "sample";
    private const long LifeInSeconds = 300;

    public static Delivery Sign(Delivery delivery, SignatureDefinition definition, string? timestamp, Func<SignedContent, string> sign)
    {
        var (token, options) = (definition.Token!.Settings, definition.Token.Options);
        var claims = new JsonObject();
        Add(claims, "iss", token.Issuer);
        Add(claims, "aud", token.NamesAudience ? options.Audience ?? options.PublicUrl : null);
        Add(claims, "sub", token.NamesAddress ? options.PublicUrl : null);
        Add(claims, "email", token.NamesAccount ? options.ServiceAccount : null);
        Add(claims, token.BodyHash ?? "", token.BodyHash is null ? null : MacText.Write(SHA256.HashData(delivery.Body.Span), token.BodyHashEncoding));
        if (token.NamesAccount)
        {
            claims["email_verified"] = true;
        }

        if (long.TryParse(timestamp, CultureInfo.InvariantCulture, out var at))
        {
            (claims["iat"], claims["exp"]) = (at, at + LifeInSeconds);
        }

        var header = new JsonObject { ["alg"] = TokenClaim.Name(definition.Algorithm), ["kid"] = SampleKeyId, ["typ"] = "JWT" };
        var content = $"{Encode(header)}.{Encode(claims)}";
        var text = $"{content}.{sign(new SignedContent(Encoding.ASCII.GetBytes(content), default, default))}";
        return delivery with { Headers = delivery.Headers.With(definition.SignatureHeader, definition.SignatureHeader == "Authorization" ? "Bearer " + text : text) };
    }

    private static void Add(JsonObject claims, string name, string? value)
    {
        if (value is not null)
        {
            claims[name] = value;
        }
    }

    private static string Encode(JsonObject json) => MacText.Write(Encoding.UTF8.GetBytes(json.ToJsonString()), MacEncoding.Base64Url);
}
