namespace Webhooks.Settings;

public static class Misspelling
{
    /// <summary>The known name that was probably meant; null when none is near.</summary>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        var most = Math.Max(2, name.Length / 3);
        return known
            .Select(one => (Name: one, Distance: name.Length >= 3 && one.Contains(name, StringComparison.OrdinalIgnoreCase) ? 0 : Math.Abs(one.Length - name.Length) > most ? int.MaxValue : Distance(one, name)))
            // Two letters are much of a short name, unless they changed places.
            .Where(near => near.Distance <= (name.Length <= 3 && name.Length != near.Name.Length ? 1 : most))
            .OrderBy(near => near.Distance)
            .FirstOrDefault().Name;
    }

    /// <summary>The answer to a name that nothing has, wherever it is given.</summary>
    /// <param name="none">What is said where nothing has a name.</param>
    /// <param name="place">Where the names were looked up, such as a settings file.</param>
    public static string Unknown(string kind, string name, IReadOnlyCollection<string> known, string none, string place = "here")
    {
        var all = known.Count == 0 ? none : string.Join(", ", known.Select(one => Printable.Of(one)));
        return Nearest(name, known) is { } near
            ? $"There is no {kind} '{Printable.Of(name)}' {place}; did you mean '{Printable.Of(near)}'? There are {all}."
            : $"There is no {kind} '{Printable.Of(name)}' {place}; there are {all}.";
    }

    /// <summary>Levenshtein distance, ignoring case.</summary>
    public static int Distance(string a, string b)
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

    // Whether a name is a misspelling of this section, and not somebody else's setting.
    internal static bool IsOf(string section, string name) => Math.Abs(name.Length - section.Length) <= 3 && (name.Length != section.Length
        && (name.StartsWith(section, StringComparison.OrdinalIgnoreCase) || section.StartsWith(name, StringComparison.OrdinalIgnoreCase))
        || Distance(name, section) switch
        {
            1 => true,
            // Two letters are much of a short name: Resources is not a misspelt Sources.
            2 => char.ToLowerInvariant(name[0]) == char.ToLowerInvariant(section[0]),
            _ => false,
        });
}
