using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;

namespace Webhooks.OperatorPage;

/// <summary>
/// The page's files, embedded. Their addresses hold one version, made of the contents of all of them: modules that load each other
/// by relative names always are of one build, and each may be kept for ever.
/// </summary>
public sealed class PageAssets
{
    private static readonly Lazy<PageAssets> Embedded = new(Read);

    private readonly FrozenDictionary<string, byte[]> files;

    private PageAssets(FrozenDictionary<string, byte[]> files, string version) => (this.files, Version) = (files, version);

    /// <summary>The files of this build.</summary>
    public static PageAssets Current => Embedded.Value;

    /// <summary>Another one as soon as a file has another content.</summary>
    public string Version { get; }

    /// <summary>A file and its media type; null when there is none of this name.</summary>
    public (byte[] Content, string MediaType)? Find(string name) =>
        files.TryGetValue(name, out var content) ? (content, MediaTypeOf(name)) : null;

    private static string MediaTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "text/html; charset=utf-8",
    };

    private static PageAssets Read()
    {
        var assembly = typeof(PageAssets).Assembly;
        var files = assembly.GetManifestResourceNames().Order(StringComparer.Ordinal).ToFrozenDictionary(name => name, name => Read(assembly, name));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (_, content) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            hash.AppendData(content);
        }

        return new PageAssets(files, Convert.ToHexStringLower(hash.GetHashAndReset())[..12]);
    }

    private static byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
