using System.Globalization;

namespace Webhooks.Settings;

/// <summary>
/// Reads flat settings (<c>Sources__lab__Scheme</c>) and collects what is wrong with them: the setting's name, the problem, and an example. A setting
/// that nobody reads is a misspelling and is rejected: a mistyped limit must not mean no limit.
/// </summary>
public sealed class SettingsReader
{
    private readonly IReadOnlyDictionary<string, string> values;
    private readonly string prefix;
    private readonly List<string> problems;
    private readonly HashSet<string> read;
    private readonly HashSet<string> sections;

    /// <summary>Keys in any case; <c>:</c> between parts is the same as <c>__</c>.</summary>
    public SettingsReader(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var flat = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in settings)
        {
            if (value is not null)
            {
                flat[key.Replace(":", "__", StringComparison.Ordinal)] = value;
            }
        }

        (values, prefix, problems, read, sections) = (flat, "", [], new(StringComparer.OrdinalIgnoreCase), new(StringComparer.OrdinalIgnoreCase));
    }

    private SettingsReader(SettingsReader parent, string name)
    {
        (values, problems, read, sections) = (parent.values, parent.problems, parent.read, parent.sections);
        prefix = parent.prefix + name + "__";
        if (parent.prefix.Length == 0)
        {
            sections.Add(name);
        }
    }

    /// <summary>Every key read so far, set or not; of a section whose names were listed, its prefix (<c>Sources__</c>).</summary>
    public IReadOnlyCollection<string> Asked => read;

    public IReadOnlyList<string> Problems => problems;

    public SettingsReader Section(string name) => new(this, name);

    public IReadOnlyList<string> Children()
    {
        read.Add(prefix);
        return
        [
            .. values.Keys
                .Where(key => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                .Select(key => key[prefix.Length..].Split("__")[0])
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Order(StringComparer.OrdinalIgnoreCase),
        ];
    }

    /// <summary>Null when absent or empty.</summary>
    public string? Text(string name)
    {
        read.Add(prefix + name);
        return values.TryGetValue(prefix + name, out var text) && text.Length > 0 ? text : null;
    }

    public TimeSpan? Span(string name, TimeSpan least, TimeSpan most) => Read<TimeSpan>(
        name,
        // A bare number would be read as days, which nobody means.
        text => text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span >= least && span <= most ? span : null,
        $"is not a time from {least:c} to {most:c}; write hours:minutes:seconds, for example 00:05:00, or days.hours:minutes:seconds");

    public int? Number(string name, int least, int most) => Read<int>(
        name,
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null,
        $"is not a whole number from {least} to {most}");

    public DateTimeOffset? Moment(string name) => Read<DateTimeOffset>(
        name,
        text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null,
        "is not a point in time; write it like 2026-12-31T00:00:00Z");

    // The names of a choice are asked for only where there is one: each enumeration costs a start milliseconds.
    public T? Choice<T>(string name) where T : struct, Enum => Text(name) is null ? null : Read<T>(
        name,
        text => Enum.GetNames<T>().FirstOrDefault(known => known.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } match ? Enum.Parse<T>(match) : null,
        $"is not one of {string.Join(", ", Enum.GetNames<T>())}");

    public bool? Flag(string name) => Read<bool>(name, text => bool.TryParse(text, out var flag) ? flag : null, "is neither true nor false");

    /// <summary>The texts of a list, such as <c>To__0</c>, <c>To__1</c>, with the name of each.</summary>
    public IReadOnlyList<(string Name, string Text)> Texts(string name)
    {
        var list = Section(name);
        return [.. list.Children().Select(number => ($"{name}__{number}", list.Text(number))).Where(item => item.Item2 is not null)!];
    }

    public void Refuse(string name, string problem) => problems.Add($"{prefix}{name}: {problem}.");

    /// <summary>
    /// Rejects settings that nobody reads, and whose name is nearly one of ours: its first part is a misspelt section, or only what separates the parts
    /// is wrong, as in <c>Sources_lab_Scheme</c>. Called when everything has been read.
    /// </summary>
    public void RefuseNearMisses()
    {
        var ours = read.Where(key => !key.EndsWith("__", StringComparison.Ordinal)).GroupBy(LettersOf, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(same => same.Key, same => same.First(), StringComparer.OrdinalIgnoreCase);
        foreach (var key in values.Keys.Where(key => !read.Contains(key)).Order())
        {
            var first = key.Split("__")[0];
            var section = key == first ? null : sections.FirstOrDefault(section => Misspelling.IsOf(section, first));
            if (!sections.Contains(first) && (ours.GetValueOrDefault(LettersOf(key)) ?? (section is null ? null : section + key[first.Length..])) is { } meant)
            {
                problems.Add($"{key}: there is no such setting; write {meant}.");
            }
        }
    }

    private static string LettersOf(string key) => string.Concat(key.Where(char.IsAsciiLetterOrDigit));

    public void RefuseUnread(string known)
    {
        foreach (var key in values.Keys.Where(key => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && !read.Contains(key)).Order())
        {
            problems.Add($"{key}: there is no such setting; the settings here are {known}.");
        }
    }

    private T? Read<T>(string name, Func<string, T?> parse, string problem) where T : struct
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        var value = parse(text);
        if (value is null)
        {
            Refuse(name, $"'{text}' {problem}");
        }

        return value;
    }
}
