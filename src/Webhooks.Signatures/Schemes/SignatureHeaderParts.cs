using Webhooks.Signatures.Cryptography;

namespace Webhooks.Signatures.Schemes;

internal sealed record SignatureHeaderParts(IReadOnlyList<string> Macs, IReadOnlyList<byte[]> Ed25519Signatures, string? Timestamp)
{
    // Far more than any sender writes during a rotation; each entry costs a comparison, and an Ed25519 signature a check.
    private const int MaximumEntries = 64;
    private const int MaximumEd25519Signatures = 16;

    public static SignatureHeaderParts Read(string header, HmacRecipe recipe) => recipe.Layout switch
    {
        SignatureLayout.Plain => Plain(header, recipe),
        SignatureLayout.Versioned => Versioned(header, recipe),
        _ => Keyed(header, recipe),
    };

    private static SignatureHeaderParts Plain(string header, HmacRecipe recipe)
    {
        var text = header.Trim();
        var prefixed = text.StartsWith(recipe.Prefix, StringComparison.OrdinalIgnoreCase);
        var mac = prefixed ? text[recipe.Prefix.Length..] : recipe.PrefixIsOptional ? text : "";
        return new(MacText.Normalize(mac, recipe.Encoding) is { } claimed ? [claimed] : [], [], null);
    }

    private static SignatureHeaderParts Versioned(string header, HmacRecipe recipe)
    {
        var macs = new List<string>(1);
        List<byte[]>? ed25519 = null;
        var entries = new Entries(header, ' ', ',');
        while (entries.Read(out var version, out var value))
        {
            if (version.SequenceEqual(recipe.Prefix) && MacText.Normalize(value.ToString(), recipe.Encoding) is { } mac)
            {
                macs.Add(mac);
            }
            else if (version is [.. var symmetric, 'a'] && symmetric.SequenceEqual(recipe.Prefix) && (ed25519?.Count ?? 0) < MaximumEd25519Signatures && Ed25519Signature(value) is { } signature)
            {
                (ed25519 ??= []).Add(signature);
            }
        }

        return new(macs, ed25519 ?? [], null);
    }

    private static SignatureHeaderParts Keyed(string header, HmacRecipe recipe)
    {
        var macs = new List<string>(1);
        var (time, times) = ("", 0);
        var entries = new Entries(header, ',', '=');
        while (entries.Read(out var key, out var value))
        {
            if (key.SequenceEqual(recipe.TimestampKey))
            {
                (time, times) = (value.ToString(), times + 1);
            }
            else if (key.SequenceEqual(recipe.Prefix) && MacText.Normalize(value.ToString(), recipe.Encoding) is { } mac)
            {
                macs.Add(mac);
            }
        }

        // With two times it is ambiguous which one was signed.
        return new(macs, [], times == 1 ? time : null);
    }

    private static byte[]? Ed25519Signature(ReadOnlySpan<char> text)
    {
        var bytes = new byte[66];
        return text.Length == 88 && Convert.TryFromBase64Chars(text, bytes, out var written) && written == 64 ? bytes[..64] : null;
    }

    // Splits a list into entries, and each entry at its first inner separator.
    private ref struct Entries(ReadOnlySpan<char> header, char between, char within)
    {
        private ReadOnlySpan<char> rest = header;
        private int read;

        public bool Read(out ReadOnlySpan<char> label, out ReadOnlySpan<char> value)
        {
            while (!rest.IsEmpty && read < MaximumEntries)
            {
                var end = rest.IndexOf(between);
                var entry = (end < 0 ? rest : rest[..end]).Trim();
                rest = end < 0 ? [] : rest[(end + 1)..];
                read += entry.IsEmpty ? 0 : 1;
                if (entry.IndexOf(within) is > 0 and var cut)
                {
                    label = entry[..cut];
                    value = entry[(cut + 1)..];
                    return true;
                }
            }

            label = value = [];
            return false;
        }
    }
}
