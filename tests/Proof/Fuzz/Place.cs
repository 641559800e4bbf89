using System.Security.Cryptography;

namespace Proof.Fuzz;

/// <summary>Where something stands in a message, as preset files write it: <c>header:NAME</c>, <c>json:PATH</c>, <c>form:NAME</c>, <c>query:NAME</c>, <c>sha256</c>.</summary>
internal readonly record struct Place(string Kind, string Name)
{
    public static Place Of(string text) => text.Split(':', 2, StringSplitOptions.TrimEntries) is [var kind, var name] ? new(kind, name) : new(text, "");

    public static Place[] List(string? text) => [.. (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Of)];

    /// <summary>What stands there; null when nothing does, or nothing that is certain.</summary>
    public string? Find(Message sent, byte[]? hashed = null) => Kind switch
    {
        "header" => sent.Value(Name) is { Length: <= 1024 } value ? value : null,
        "query" => FormText.Find(string.Join('&', sent.Query.Split('&').Where(field => field.IndexOf('=', StringComparison.Ordinal) != field.Length - 1)), Name),
        "form" => FormText.Find(sent.Body, Name),
        "json" => Walk.Find(sent.Json, Name).Text,
        _ => Hash(hashed ?? sent.Body),
    };

    public bool IsDoubled(Message sent) => Kind == "json" && Walk.Find(sent.Json, Name).IsDoubled;

    public static string Hash(byte[] bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));
}
