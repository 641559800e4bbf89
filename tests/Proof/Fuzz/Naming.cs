namespace Proof.Fuzz;

/// <summary>The id of an event, by the places that a preset file names.</summary>
internal static class Naming
{
    /// <summary>Null when a key that decides stands there twice, or when there is no id.</summary>
    public static string? Id(string places, Manner manner, Message sent, string names)
    {
        var alternatives = places.Split(',', StringSplitOptions.TrimEntries).Select(one => one.Split('+', StringSplitOptions.TrimEntries).Select(Place.Of).ToArray()).ToArray();
        var isEscaped = alternatives.Any(parts => parts.Length > 1);
        var hashed = manner.SignsForm ? FormText.Sorted(sent.Body) : sent.Body;
        foreach (var parts in alternatives)
        {
            if (manner.NamesKey is not null && parts.Any(part => part.Kind == "header" && !names.Split(' ').Contains(part.Name, StringComparer.OrdinalIgnoreCase)))
            {
                continue;
            }

            var values = new List<string>();
            foreach (var part in parts)
            {
                if (part.IsDoubled(sent))
                {
                    return null;
                }

                if (part.Find(sent, hashed) is not { } value)
                {
                    break;
                }

                values.Add(isEscaped ? value.Replace("%", "%25", StringComparison.Ordinal).Replace("+", "%2B", StringComparison.Ordinal) : value);
            }

            // A plus sign within a part is not the one between the parts.
            if (values.Count == parts.Length && string.Join('+', values) is var id && (parts.Length == 1 || id.Length <= 1024))
            {
                return id;
            }
        }

        return null;
    }
}
