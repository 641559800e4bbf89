using System.Security.Cryptography;
using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Schemes;

/// <summary>Signs as a sender does, by the recipe its deliveries are verified with. For samples, tests and the signature doctor.</summary>
public static class DeliverySigner
{
    /// <summary>
    /// The delivery with the header of the signed time, where the recipe has one, and the signature header added or replaced.
    /// Headers that the recipe signs by name must be there.
    /// </summary>
    public static Delivery Sign(Delivery delivery, HmacRecipe recipe, ReadOnlySpan<byte> key, DateTimeOffset at) =>
        Sign(delivery, recipe, key, SignedTime.Write(at, recipe.TimestampFormat));

    /// <summary>The same with the time as a text, which may be one that no receiver should take.</summary>
    public static Delivery Sign(Delivery delivery, HmacRecipe recipe, ReadOnlySpan<byte> key, string? timestamp)
    {
        delivery = WithTime(delivery, recipe, timestamp);
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Hmac.Compute(key, recipe.Content.Fill(delivery, timestamp), mac);
        return delivery with { Headers = delivery.Headers.With(recipe.SignatureHeader, Write(recipe, MacText.Write(mac, recipe.Encoding), timestamp)) };
    }

    /// <summary>The same by Ed25519, for recipes whose lists of signatures have a label for it.</summary>
    public static Delivery Sign(Delivery delivery, HmacRecipe recipe, Ed25519PrivateKey key, string? timestamp)
    {
        delivery = WithTime(delivery, recipe, timestamp);
        var signature = Convert.ToBase64String(key.Sign(recipe.Content.Fill(delivery, timestamp)));
        return delivery with { Headers = delivery.Headers.With(recipe.SignatureHeader, $"{recipe.Prefix}a,{signature}") };
    }

    private static Delivery WithTime(Delivery delivery, HmacRecipe recipe, string? timestamp) =>
        recipe.TimestampHeader is { } name && timestamp is not null ? delivery with { Headers = delivery.Headers.With(name, timestamp) } : delivery;

    private static string Write(HmacRecipe recipe, string mac, string? timestamp) => recipe.Layout switch
    {
        // Optional means that it was seen on paper only: deliveries come without.
        SignatureLayout.Plain => recipe.PrefixIsOptional ? mac : recipe.Prefix + mac,
        SignatureLayout.Versioned => $"{recipe.Prefix},{mac}",
        _ when recipe.Content.SignsTimestamp && recipe.TimestampHeader is null => $"{recipe.TimestampKey}={timestamp},{recipe.Prefix}={mac}",
        _ => $"{recipe.Prefix}={mac}",
    };
}
