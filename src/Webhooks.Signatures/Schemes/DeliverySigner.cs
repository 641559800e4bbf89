using System.Security.Cryptography;
using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Schemes;

/// <summary>Signs as a sender does. For samples, tests, notifications and diagnostics.</summary>
public static class DeliverySigner
{
    /// <summary>
    /// Adds or replaces the signature header and, where the recipe has one, the time header. Headers that the recipe signs by name must
    /// be there already.
    /// </summary>
    public static Delivery Sign(Delivery delivery, HmacRecipe recipe, ReadOnlySpan<byte> key, DateTimeOffset at) =>
        Sign(delivery, recipe, key, SignedTime.Write(at, recipe.TimestampFormat));

    /// <summary>The same with the time as text, which may be one that no receiver accepts.</summary>
    public static Delivery Sign(Delivery delivery, HmacRecipe recipe, ReadOnlySpan<byte> key, string? timestamp)
    {
        delivery = WithTime(delivery, recipe, timestamp);
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        new HmacKey(key.ToArray()).Compute(recipe.Content.Fill(delivery, timestamp), mac);
        return With(delivery, recipe, Write(recipe, MacText.Write(mac, recipe.Encoding), timestamp));
    }

    /// <summary>The same with Ed25519, for recipes with the versioned layout.</summary>
    public static Delivery Sign(Delivery delivery, HmacRecipe recipe, Ed25519PrivateKey key, string? timestamp)
    {
        delivery = WithTime(delivery, recipe, timestamp);
        var signature = Convert.ToBase64String(key.Sign(recipe.Content.Fill(delivery, timestamp)));
        return With(delivery, recipe, $"{recipe.Prefix}a,{signature}");
    }

    private static Delivery With(Delivery delivery, HmacRecipe recipe, string signature) =>
        delivery with { Headers = delivery.Headers.With(recipe.SignatureHeader, signature) };

    private static Delivery WithTime(Delivery delivery, HmacRecipe recipe, string? timestamp) =>
        recipe.TimestampHeader is { } name && timestamp is not null ? delivery with { Headers = delivery.Headers.With(name, timestamp) } : delivery;

    private static string Write(HmacRecipe recipe, string mac, string? timestamp) => recipe.Layout switch
    {
        // An optional prefix is documented, but real deliveries come without it.
        SignatureLayout.Plain => recipe.PrefixIsOptional ? mac : recipe.Prefix + mac,
        SignatureLayout.Versioned => $"{recipe.Prefix},{mac}",
        _ when recipe.Content.SignsTimestamp && recipe.TimestampHeader is null => $"{recipe.TimestampKey}={timestamp},{recipe.Prefix}={mac}",
        _ => $"{recipe.Prefix}={mac}",
    };
}
