using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Schemes;

/// <summary>Signs as a sender does. For samples, tests, notifications and diagnostics.</summary>
public static class DeliverySigner
{
    /// <summary>
    /// Adds or replaces the signature and, where the definition has one, the time: in headers, in the query or in the body. Headers that the
    /// definition signs by name must be there already.
    /// </summary>
    public static Delivery Sign(Delivery delivery, SignatureDefinition definition, ReadOnlySpan<byte> key, DateTimeOffset at) =>
        Sign(delivery, definition, key, SignedTime.Write(at, definition.TimestampFormat));

    /// <summary>The same with the time as text, which may be one that no receiver accepts.</summary>
    public static Delivery Sign(Delivery delivery, SignatureDefinition definition, ReadOnlySpan<byte> key, string? timestamp)
    {
        if (definition.Token is not null)
        {
            var tokenKey = MacKey.Of(key.ToArray(), definition.Algorithm);
            return TokenSigner.Sign(delivery, definition, timestamp, content => tokenKey.Write(content, MacEncoding.Base64Url));
        }

        delivery = WithTime(delivery, definition, timestamp);
        var names = NamesIn(delivery, definition);
        var mac = MacKey.Of(key.ToArray(), definition.Algorithm).Write(definition.Content.Fill(delivery, timestamp, key, names), definition.Encoding);
        return With(delivery, definition, Write(definition, mac, timestamp, names));
    }

    /// <summary>The same with Ed25519, for definitions with the versioned layout.</summary>
    public static Delivery Sign(Delivery delivery, SignatureDefinition definition, Ed25519PrivateKey key, string? timestamp)
    {
        delivery = WithTime(delivery, definition, timestamp);
        var signature = key.Sign(definition.Content.Fill(delivery, timestamp));
        return With(delivery, definition, definition.Algorithm.HasPublicKey()
            ? Write(definition, MacText.Write(signature, definition.Encoding), timestamp, [])
            : $"{definition.Prefix}a,{Convert.ToBase64String(signature)}");
    }

    /// <summary>The same with another private key.</summary>
    public static Delivery Sign(Delivery delivery, SignatureDefinition definition, PrivateKeyPem key, string? timestamp)
    {
        if (definition.Token is not null)
        {
            return TokenSigner.Sign(delivery, definition, timestamp, content => MacText.Write(key.SignFlat(content, definition.Algorithm), MacEncoding.Base64Url));
        }

        delivery = WithTime(delivery, definition, timestamp);
        var signature = key.Sign(definition.Content.Fill(delivery, timestamp), definition.Algorithm);
        return With(delivery, definition, Write(definition, MacText.Write(signature, definition.Encoding), timestamp, []));
    }

    private static Delivery With(Delivery delivery, SignatureDefinition definition, string signature) => definition.SignatureAt is [var place, ..]
        ? BodyEdit.Set(delivery, place, signature)
        : delivery with { Headers = delivery.Headers.With(definition.SignatureHeader, signature) };

    private static Delivery WithTime(Delivery delivery, SignatureDefinition definition, string? timestamp) =>
        timestamp is null ? delivery
        : definition.TimestampHeader is { } name ? delivery with { Headers = delivery.Headers.With(name, timestamp) }
        : definition.TimestampAt is { } place ? BodyEdit.Set(delivery, place, timestamp, isNumber: definition.TimestampFormat != TimeFormat.Iso8601)
        : delivery;

    private static List<string> NamesIn(Delivery delivery, SignatureDefinition definition) => [.. definition.UsuallyNamed.Where(name => delivery.Headers.Find(name) is not null)];

    private static string Write(SignatureDefinition definition, string mac, string? timestamp, IReadOnlyList<string> names)
    {
        if (definition.Layout != SignatureLayout.Keyed)
        {
            // An optional prefix is documented, but real deliveries come without it.
            return definition.Layout == SignatureLayout.Versioned ? $"{definition.Prefix},{mac}" : definition.PrefixIsOptional ? mac : definition.Prefix + mac;
        }

        List<string> entries = [];
        if (definition.Content.SignsTimestamp && definition.TimestampHeader is null && definition.TimestampAt is null)
        {
            entries.Add($"{definition.TimestampKey}={timestamp}");
        }

        if (definition.SignedHeadersKey is { } key)
        {
            entries.Add($"{key}={string.Join(' ', names)}");
        }

        return string.Join(definition.Separator.Length > 0 ? definition.Separator[0] : ',', entries.Append($"{definition.Prefix}={mac}"));
    }
}
