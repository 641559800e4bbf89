using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Webhooks.OperatorPage;

/// <summary>
/// The page's embedded files. Their addresses contain one version, computed from the contents of all of them: modules that load each
/// other by relative names are always of the same build, and can be cached permanently.
/// </summary>
public static class PageAssets
{
    // The style sheets are one file, in the order of their names: base.css first, what small screens change last.
    private static readonly FrozenDictionary<string, byte[]> Files = typeof(PageAssets).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal)
        .GroupBy(name => name.EndsWith(".css", StringComparison.Ordinal) ? "page.css" : name)
        .ToFrozenDictionary(file => file.Key, byte[] (file) => [.. file.SelectMany(Read)]);

    public static string Version { get; } = Hash();

    public static (byte[] Content, string MediaType)? Find(string name) =>
        Files.TryGetValue(name, out var content) ? (content, MediaTypeOf(name)) : null;

    private static string MediaTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "text/html; charset=utf-8",
    };

    private static string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (_, content) in Files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream(name)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
