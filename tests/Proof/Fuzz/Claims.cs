namespace Proof.Fuzz;

/// <summary>What a message claims by a manner: signatures, times, names of headers. Two answers leave open which was signed.</summary>
internal static class Claims
{
    // What comes after so many is not read, and so leaves nothing open.
    private const int MostEntries = 64;

    /// <summary>The texts that hold signatures.</summary>
    public static IReadOnlyList<string> Texts(this Manner manner, Message sent) =>
        manner.At.Length > 0 ? [.. manner.At.Select(place => place.IsDoubled(sent) ? null : place.Find(sent)).OfType<string>().Take(1)]
        : manner.Family is { } family ? [.. sent.Headers.Where(header => header.Name.StartsWith(family, StringComparison.OrdinalIgnoreCase) && header.Name[family.Length..].All(char.IsAsciiDigit)).Select(header => header.Value)]
        : [.. manner.Headers.SelectMany(sent.Values)];

    /// <summary>The signatures in a text. Commas, spaces and both separate the entries of a list.</summary>
    public static IEnumerable<string> In(this Manner manner, string text) => manner.Layout switch
    {
        // What holds the secret itself is no list.
        "Plain" when manner.SendsSecret => text.StartsWith(manner.Prefix, StringComparison.OrdinalIgnoreCase) ? [text[manner.Prefix.Length..]] : [],
        // However the version and its signature are separated.
        "Versioned" => Entries(manner, text).ToArray() is var words ? words.Skip(1).Where((_, at) => words[at] == manner.Prefix) : [],
        "Keyed" => Entries(manner, text).Where(entry => entry.StartsWith(manner.Prefix + '=', StringComparison.Ordinal)).Select(entry => entry[(manner.Prefix.Length + 1)..]),
        _ => Entries(manner, text)
            .Where(entry => manner.PrefixIsOptional || entry.StartsWith(manner.Prefix, StringComparison.OrdinalIgnoreCase))
            .Select(entry => entry.StartsWith(manner.Prefix, StringComparison.OrdinalIgnoreCase) ? entry[manner.Prefix.Length..] : entry),
    };

    public static IReadOnlyList<string> Times(this Manner manner, Message sent) =>
        manner.TimeHeader is { } header ? sent.Values(header)
        : manner.TimeAt is { } place ? place.IsDoubled(sent) || place.Find(sent) is not { } text ? [] : [text]
        : manner.RepeatsTime ? [.. Keyed(manner, sent, manner.TimeKey)]
        : [""];

    /// <summary>The names of the headers that the signature says it covers.</summary>
    public static IReadOnlyList<string> Names(this Manner manner, Message sent) => manner.NamesKey is { } key ? [.. Keyed(manner, sent, key).Take(1)] : [""];

    private static IEnumerable<string> Keyed(Manner manner, Message sent, string key) =>
        manner.Texts(sent).SelectMany(text => Entries(manner, text)).Take(MostEntries).Where(entry => entry.StartsWith(key + '=', StringComparison.Ordinal)).Select(entry => entry[(key.Length + 1)..]);

    // Names of headers have spaces between them.
    private static string[] Entries(Manner manner, string text) => manner.NamesKey is not null
        ? text.Split([',', .. manner.Separator], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        : text.Split([',', ' ', '\t', .. manner.Separator], StringSplitOptions.RemoveEmptyEntries);
}
