using Webhooks.Signatures.Cryptography;

namespace Webhooks.Signatures.Schemes;

// What a signature header holds. Whatever is on the way may join several lines of it by commas, with space or without: an entry counts in any
// place of the list.
internal sealed class SignatureHeaderParts
{
    // Far more than any sender writes during a rotation; each entry costs a comparison, and a signature by public key a check.
    private const int MaximumEntries = 64;
    private const int MaximumSignatures = 16;

    // RSA with 8192 bits.
    internal const int LongestSignature = 1024;

    private const string Separators = ", \t";

    private readonly SignatureDefinition definition;
    private readonly List<string> macs = new(1);
    private List<byte[]>? signatures;

    private SignatureHeaderParts(SignatureDefinition definition) => this.definition = definition;

    public IReadOnlyList<string> Macs => macs;

    public IReadOnlyList<byte[]> Signatures => signatures ?? [];

    /// <summary>The names of the headers that the signature covers, as it writes them; null when it names none.</summary>
    public string? NamedHeaders { get; private set; }

    public string? Timestamp { get; private set; }

    /// <summary>It is ambiguous which time was signed.</summary>
    public bool TimesDiffer { get; private set; }

    public static SignatureHeaderParts Read(string header, SignatureDefinition definition)
    {
        var parts = new SignatureHeaderParts(definition);
        var text = header.AsSpan();
        var (words, version) = (0, default(Range));
        // Names of headers are separated by spaces.
        var separators = definition.SignedHeadersKey is not null ? "," + definition.Separator : definition.Separator.Length == 0 ? Separators : Separators + definition.Separator;
        foreach (var range in text.SplitAny(separators))
        {
            var word = definition.SignedHeadersKey is null ? text[range] : text[range].Trim();
            if (word.IsEmpty)
            {
                continue;
            }

            switch (definition.Layout)
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
            if (++words == (definition.Layout == SignatureLayout.Versioned ? 2 * MaximumEntries : MaximumEntries))
            {
                break;
            }
        }

        return parts;
    }

    /// <summary>The same where each text is one entry, whatever it holds.</summary>
    public static SignatureHeaderParts Whole(IEnumerable<string> texts, SignatureDefinition definition)
    {
        var parts = new SignatureHeaderParts(definition);
        foreach (var text in texts.Take(MaximumEntries))
        {
            if (text.StartsWith(definition.Prefix, StringComparison.OrdinalIgnoreCase) && text.Length > definition.Prefix.Length)
            {
                parts.AddMac(text.AsSpan(definition.Prefix.Length));
            }
        }

        return parts;
    }

    // A prefix may have several words itself: the last one begins the signature's, and the others precede it.
    private void AddPlain(ReadOnlySpan<char> before, ReadOnlySpan<char> word)
    {
        var cut = definition.Prefix.AsSpan().LastIndexOfAny(Separators) + 1;
        var beginning = definition.Prefix.AsSpan(cut);
        if (word.StartsWith(beginning, StringComparison.OrdinalIgnoreCase) && before.EndsWith(definition.Prefix.AsSpan(0, cut), StringComparison.OrdinalIgnoreCase))
        {
            AddMac(word[beginning.Length..]);
        }
        else if (definition.PrefixIsOptional)
        {
            AddMac(word);
        }
    }

    private void AddVersioned(ReadOnlySpan<char> version, ReadOnlySpan<char> value)
    {
        if (version.SequenceEqual(definition.Prefix))
        {
            AddMac(value);
        }
        else if (version is [.. var symmetric, 'a'] && symmetric.SequenceEqual(definition.Prefix) && !definition.Algorithm.HasPublicKey() && Ed25519Signature(value) is { } signature)
        {
            AddSignature(signature);
        }
    }

    private void AddKeyed(ReadOnlySpan<char> pair)
    {
        var cut = Math.Max(pair.IndexOf('='), 0);
        if (pair[..cut].SequenceEqual(definition.TimestampKey))
        {
            TimesDiffer |= Timestamp is not null && !pair[(cut + 1)..].SequenceEqual(Timestamp);
            Timestamp ??= pair[(cut + 1)..].ToString();
        }
        else if (definition.SignedHeadersKey is { } key && pair[..cut].SequenceEqual(key))
        {
            NamedHeaders ??= pair[(cut + 1)..].ToString();
        }
        else if (pair[..cut].SequenceEqual(definition.Prefix))
        {
            AddMac(pair[(cut + 1)..]);
        }
    }

    private void AddMac(ReadOnlySpan<char> text)
    {
        if (definition.Algorithm.HasPublicKey())
        {
            AddSignature(MacText.Decode(text, definition.Encoding, LongestSignature));
        }
        else if ((definition.Algorithm.MacSize() is { } size ? MacText.Normalize(text.ToString(), definition.Encoding, size) : text.ToString()) is { } mac)
        {
            macs.Add(mac);
        }
    }

    private void AddSignature(byte[]? signature)
    {
        if (signature is not null && Signatures.Count < MaximumSignatures)
        {
            (signatures ??= []).Add(signature);
        }
    }

    private static byte[]? Ed25519Signature(ReadOnlySpan<char> text)
    {
        var bytes = new byte[66];
        return text.Length == 88 && Convert.TryFromBase64Chars(text, bytes, out var written) && written == 64 ? bytes[..64] : null;
    }
}
