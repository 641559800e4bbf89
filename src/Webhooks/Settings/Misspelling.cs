namespace Webhooks.Settings;

public static class Misspelling
{
    /// <summary>The known name that was probably meant; null when none is near.</summary>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        var most = Math.Max(2, name.Length / 3);
        return known
            .Select(one => (Name: one, Distance: name.Length >= 3 && one.Contains(name, StringComparison.OrdinalIgnoreCase) ? 0 : Math.Abs(one.Length - name.Length) > most ? int.MaxValue : Distance(one, name)))
            // Two letters are much of a short name.
            .Where(near => near.Distance <= (name.Length <= 3 ? 1 : most))
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

    /// <summary>How many letters to insert, leave out, replace or swap with their neighbour, ignoring case.</summary>
    public static int Distance(string a, string b)
    {
        (a, b) = (a.ToLowerInvariant(), b.ToLowerInvariant());
        var (before, row) = (new int[b.Length + 1], Enumerable.Range(0, b.Length + 1).ToArray());
        for (var i = 1; i <= a.Length; i++)
        {
            var (earlier, above) = (before, row);
            (before, row) = (above, new int[b.Length + 1]);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], earlier[j - 2] + 1);
                }
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
