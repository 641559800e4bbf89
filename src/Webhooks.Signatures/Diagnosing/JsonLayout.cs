namespace Webhooks.Signatures.Diagnosing;

// White space between JSON tokens, as one kind of writer puts it.
internal sealed record JsonLayout(string Name, byte[] Comma, byte[] Colon, byte[]? Indent = null)
{
    public static readonly JsonLayout Compact = new("compact, without white space", ","u8.ToArray(), ":"u8.ToArray());
    public static readonly JsonLayout Spaced = new("with a space after each comma and colon", ", "u8.ToArray(), ": "u8.ToArray());

    public static readonly IReadOnlyList<JsonLayout> All =
    [
        Compact, Spaced, Indented("two spaces", "  "u8), Indented("four spaces", "    "u8), Indented("tabs", "\t"u8),
    ];

    private static JsonLayout Indented(string name, ReadOnlySpan<byte> indent) => new($"indented by {name}", ","u8.ToArray(), ": "u8.ToArray(), indent.ToArray());
}
