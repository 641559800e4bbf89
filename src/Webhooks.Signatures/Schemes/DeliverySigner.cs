using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Schemes;

/// <summary>Signs as a sender does. For samples, tests, notifications and diagnostics.</summary>
public static class DeliverySigner
{
    /// <summary>
    /// Adds or replaces the signature and, where the recipe has one, the time: in headers, in the query or in the body. Headers that the
    /// recipe signs by name must be there already.
    /// </summary>
    public static Delivery Sign(Delivery delivery, HmacRecipe recipe, ReadOnlySpan<byte> key, DateTimeOffset at) =>
        Sign(delivery, recipe, key, SignedTime.Write(at, recipe.TimestampFormat));

    /// <summary>The same with the time as text, which may be one that no receiver accepts.</summary>
    public static Delivery Sign(Delivery delivery, HmacRecipe recipe, ReadOnlySpan<byte> key, string? timestamp)
    {
        if (recipe.Token is not null)
        {
            var tokenKey = MacKey.Of(key.ToArray(), recipe.Algorithm);
            return TokenSigner.Sign(delivery, recipe, timestamp, content => tokenKey.Write(content, MacEncoding.Base64Url));
        }

        delivery = WithTime(delivery, recipe, timestamp);
        var names = NamesIn(delivery, recipe);
        var mac = MacKey.Of(key.ToArray(), recipe.Algorithm).Write(recipe.Content.Fill(delivery, timestamp, key, names), recipe.Encoding);
        return With(delivery, recipe, Write(recipe, mac, timestamp, names));
    }

    /// <summary>The same with Ed25519, for recipes with the versioned layout.</summary>
    public static Delivery Sign(Delivery delivery, HmacRecipe recipe, Ed25519PrivateKey key, string? timestamp)
    {
        delivery = WithTime(delivery, recipe, timestamp);
        var signature = key.Sign(recipe.Content.Fill(delivery, timestamp));
        return With(delivery, recipe, recipe.Algorithm.HasPublicKey()
            ? Write(recipe, MacText.Write(signature, recipe.Encoding), timestamp, [])
            : $"{recipe.Prefix}a,{Convert.ToBase64String(signature)}");
    }

    /// <summary>The same with another private key.</summary>
    public static Delivery Sign(Delivery delivery, HmacRecipe recipe, PrivateKeyPem key, string? timestamp)
    {
        if (recipe.Token is not null)
        {
            return TokenSigner.Sign(delivery, recipe, timestamp, content => MacText.Write(key.SignFlat(content, recipe.Algorithm), MacEncoding.Base64Url));
        }

        delivery = WithTime(delivery, recipe, timestamp);
        var signature = key.Sign(recipe.Content.Fill(delivery, timestamp), recipe.Algorithm);
        return With(delivery, recipe, Write(recipe, MacText.Write(signature, recipe.Encoding), timestamp, []));
    }

    private static Delivery With(Delivery delivery, HmacRecipe recipe, string signature) => recipe.SignatureAt is [var place, ..]
        ? BodyEdit.Set(delivery, place, signature)
        : delivery with { Headers = delivery.Headers.With(recipe.SignatureHeader, signature) };

    private static Delivery WithTime(Delivery delivery, HmacRecipe recipe, string? timestamp) =>
        timestamp is null ? delivery
        : recipe.TimestampHeader is { } name ? delivery with { Headers = delivery.Headers.With(name, timestamp) }
        : recipe.TimestampAt is { } place ? BodyEdit.Set(delivery, place, timestamp, isNumber: recipe.TimestampFormat != TimeFormat.Iso8601)
        : delivery;

    private static List<string> NamesIn(Delivery delivery, HmacRecipe recipe) => [.. recipe.UsuallyNamed.Where(name => delivery.Headers.Find(name) is not null)];

    private static string Write(HmacRecipe recipe, string mac, string? timestamp, IReadOnlyList<string> names)
    {
        if (recipe.Layout != SignatureLayout.Keyed)
        {
            // An optional prefix is documented, but real deliveries come without it.
            return recipe.Layout == SignatureLayout.Versioned ? $"{recipe.Prefix},{mac}" : recipe.PrefixIsOptional ? mac : recipe.Prefix + mac;
        }

        List<string> entries = [];
        if (recipe.Content.SignsTimestamp && recipe.TimestampHeader is null && recipe.TimestampAt is null)
        {
            entries.Add($"{recipe.TimestampKey}={timestamp}");
        }

        if (recipe.SignedHeadersKey is { } key)
        {
            entries.Add($"{key}={string.Join(' ', names)}");
        }

        return string.Join(recipe.Separator.Length > 0 ? recipe.Separator[0] : ',', entries.Append($"{recipe.Prefix}={mac}"));
    }
}
