using System.Text;

namespace Cli.Sending;

/// <summary>The sample bodies, one embedded file per scheme and event type.</summary>
internal static class Samples
{
    /// <summary>All event types of a scheme that have a sample. In file names a slash is written as '~'.</summary>
    public static IReadOnlyList<string> TypesOf(string scheme) =>
    [
        .. typeof(Samples).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(scheme + "/", StringComparison.Ordinal))
            .Select(name => name[(scheme.Length + 1)..^".json".Length].Replace('~', '/'))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The template of a type; an error that names near ones when there is none.</summary>
    public static string Template(string scheme, string type)
    {
        using var stream = typeof(Samples).Assembly.GetManifestResourceStream($"{scheme}/{type.Replace('/', '~')}.json")
            ?? throw new UnusableArgumentException(
                $"EVENT-TYPE: there is no sample of '{type}' for {scheme}; near it are {string.Join(", ", Near(scheme, type))}. --list shows all, --body FILE sends any.");
        using var reader = new StreamReader(stream, Encoding.UTF8);

        // The line end is the file's, not the body's.
        return reader.ReadToEnd().TrimEnd('\n');
    }

    private static IEnumerable<string> Near(string scheme, string type) =>
        TypesOf(scheme).OrderBy(known => known.Contains(type, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(known, type)).Take(3);

    /// <summary>How many letters to change, add or leave out.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1));
                corner = above;
            }
        }

        return row[b.Length];
    }
}
