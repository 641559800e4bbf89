using Webhooks.Signatures.Cryptography;

namespace Webhooks.Signatures.Schemes;

// What a signature header holds. Whatever is on the way may join several lines of it by commas, with space or without: an entry counts in any
// place of the list.
internal sealed class SignatureHeaderParts
{
    // Far more than any sender writes during a rotation; each entry costs a comparison, and an Ed25519 signature a check.
    private const int MaximumEntries = 64;
    private const int MaximumEd25519Signatures = 16;

    private const string Separators = ", \t";

    private readonly HmacRecipe recipe;
    private readonly List<string> macs = new(1);
    private List<byte[]>? ed25519;

    private SignatureHeaderParts(HmacRecipe recipe) => this.recipe = recipe;

    public IReadOnlyList<string> Macs => macs;

    public IReadOnlyList<byte[]> Ed25519Signatures => ed25519 ?? [];

    public string? Timestamp { get; private set; }

    /// <summary>It is ambiguous which time was signed.</summary>
    public bool TimesDiffer { get; private set; }

    public static SignatureHeaderParts Read(string header, HmacRecipe recipe)
    {
        var parts = new SignatureHeaderParts(recipe);
        var text = header.AsSpan();
        var (words, version) = (0, default(Range));
        foreach (var range in text.SplitAny(Separators))
        {
            var word = text[range];
            if (word.IsEmpty)
            {
                continue;
            }

            switch (recipe.Layout)
            {
                case SignatureLayout.Plain:
                    parts.AddPlain(text[..range.Start], word);
                    break;
                case SignatureLayout.Versioned:
                    parts.AddVersioned(text[version], word);
                    break;
                default:
                    parts.AddKeyed(word);
                    break;
            }

            version = range;
            if (++words == (recipe.Layout == SignatureLayout.Versioned ? 2 * MaximumEntries : MaximumEntries))
            {
                break;
            }
        }

        return parts;
    }

    // A prefix may have several words itself: the last one begins the signature's, and the others precede it.
    private void AddPlain(ReadOnlySpan<char> before, ReadOnlySpan<char> word)
    {
        var cut = recipe.Prefix.AsSpan().LastIndexOfAny(Separators) + 1;
        var beginning = recipe.Prefix.AsSpan(cut);
        if (word.StartsWith(beginning, StringComparison.OrdinalIgnoreCase) && before.EndsWith(recipe.Prefix.AsSpan(0, cut), StringComparison.OrdinalIgnoreCase))
        {
            AddMac(word[beginning.Length..]);
        }
        else if (recipe.PrefixIsOptional)
        {
            AddMac(word);
        }
    }

    private void AddVersioned(ReadOnlySpan<char> version, ReadOnlySpan<char> value)
    {
        if (version.SequenceEqual(recipe.Prefix))
        {
            AddMac(value);
        }
        else if (version is [.. var symmetric, 'a'] && symmetric.SequenceEqual(recipe.Prefix) && Ed25519Signatures.Count < MaximumEd25519Signatures && Ed25519Signature(value) is { } signature)
        {
            (ed25519 ??= []).Add(signature);
        }
    }

    private void AddKeyed(ReadOnlySpan<char> pair)
    {
        var cut = Math.Max(pair.IndexOf('='), 0);
        if (pair[..cut].SequenceEqual(recipe.TimestampKey))
        {
            TimesDiffer |= Timestamp is not null && !pair[(cut + 1)..].SequenceEqual(Timestamp);
            Timestamp ??= pair[(cut + 1)..].ToString();
        }
        else if (pair[..cut].SequenceEqual(recipe.Prefix))
        {
            AddMac(pair[(cut + 1)..]);
        }
    }

    private void AddMac(ReadOnlySpan<char> text)
    {
        if (MacText.Normalize(text.ToString(), recipe.Encoding) is { } mac)
        {
            macs.Add(mac);
        }
    }

    private static byte[]? Ed25519Signature(ReadOnlySpan<char> text)
    {
        var bytes = new byte[66];
        return text.Length == 88 && Convert.TryFromBase64Chars(text, bytes, out var written) && written == 64 ? bytes[..64] : null;
    }
}
