using System.Text;
using Cli.Rendering;
using Webhooks.Settings;

namespace Cli.Sending;

// The sample bodies, one embedded file per scheme and event type. In file names a slash is written as '~'.
internal static class Samples
{
    public static IReadOnlyList<string> TypesOf(string scheme) =>
    [
        .. typeof(Samples).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(scheme + "/", StringComparison.Ordinal))
            .Select(name => name[(scheme.Length + 1)..^".json".Length].Replace('~', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public static string Template(string scheme, string type)
    {
        using var stream = typeof(Samples).Assembly.GetManifestResourceStream($"{scheme}/{type.Replace('/', '~')}.json")
            ?? throw new UsageException(
                $"EVENT-TYPE: there is no sample of '{type}' for {scheme}; near it are {string.Join(", ", Near(scheme, type))}. --list shows all, --body FILE sends any.");
        using var reader = new StreamReader(stream, Encoding.UTF8);

        // The line end is the file's, not the body's.
        return reader.ReadToEnd().TrimEnd('\n');
    }

    private static IEnumerable<string> Near(string scheme, string type) =>
        TypesOf(scheme).OrderBy(known => known.Contains(type, StringComparison.OrdinalIgnoreCase) ? 0 : Misspelling.Distance(known, type)).Take(3);
}
