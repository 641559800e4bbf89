namespace Webhooks.Signatures;

/// <summary>A signature header taken apart by its layout.</summary>
internal sealed record SignatureHeaderParts(IReadOnlyList<string> Macs, IReadOnlyList<byte[]> Ed25519Signatures, string? Timestamp)
{
    // More entries than any sender writes during a rotation; each costs a comparison.
    private const int MostEntries = 16;

    // Each costs milliseconds, where a MAC costs next to nothing; an unsigned delivery must not be able to ask for many of them.
    private const int MostEd25519Signatures = 4;

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
        var macs = new List<string>();
        var ed25519 = new List<byte[]>();
        foreach (var (version, value) in Entries(header, ' ', ','))
        {
            if (version == recipe.Prefix && MacText.Normalize(value, recipe.Encoding) is { } mac)
            {
                macs.Add(mac);
            }
            else if (version == recipe.Prefix + "a" && ed25519.Count < MostEd25519Signatures && Ed25519Signature(value) is { } signature)
            {
                ed25519.Add(signature);
            }
        }

        return new(macs, ed25519, null);
    }

    private static SignatureHeaderParts Keyed(string header, HmacRecipe recipe)
    {
        var macs = new List<string>();
        var times = new List<string>();
        foreach (var (key, value) in Entries(header, ',', '='))
        {
            if (key == recipe.TimestampKey)
            {
                times.Add(value);
            }
            else if (key == recipe.Prefix && MacText.Normalize(value, recipe.Encoding) is { } mac)
            {
                macs.Add(mac);
            }
        }

        // Two times leave open which one was signed.
        return new(macs, [], times.Count == 1 ? times[0] : null);
    }

    private static IEnumerable<(string Label, string Value)> Entries(string header, char between, char within)
    {
        foreach (var entry in header.Split(between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostEntries))
        {
            var cut = entry.IndexOf(within, StringComparison.Ordinal);
            if (cut > 0)
            {
                yield return (entry[..cut], entry[(cut + 1)..]);
            }
        }
    }

    private static byte[]? Ed25519Signature(string text)
    {
        var bytes = new byte[66];
        return text.Length == 88 && Convert.TryFromBase64String(text, bytes, out var written) && written == 64 ? bytes[..64] : null;
    }
}
