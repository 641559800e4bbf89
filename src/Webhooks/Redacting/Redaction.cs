using System.Text;

namespace Webhooks.Redacting;

// What is a secret in one body, and the secrets found in it.
internal sealed class Redaction
{
    public const string Mark = Redactor.Mark;

    // Shorter values occur in too many texts by chance.
    private const int ShortestValue = 4;

    // Each level at least doubles the backslashes of the one inside it.
    private const int MostLevels = 8;

    private readonly IReadOnlyList<string> paths;
    private readonly HashSet<string> secrets = [];
    private readonly RedactedText text;
    private int level;

    public Redaction(IReadOnlyList<string> paths) => (this.paths, text) = (paths, new RedactedText(this));

    /// <summary>The longest first: one secret may contain another.</summary>
    public IReadOnlyList<string> Secrets => [.. secrets.OrderByDescending(secret => secret.Length)];

    /// <summary>How many values were replaced.</summary>
    public int Found { get; set; }

    /// <summary>Where there are no paths, such as in XML, the last name of a listed path is a secret wherever it occurs.</summary>
    public bool IgnoresPaths { get; set; }

    public bool IsListed(string path) => paths.Count > 0 && paths.Contains(path, StringComparer.OrdinalIgnoreCase);

    /// <summary>Of user[password][0] any part may be the secret's name.</summary>
    public bool IsSecret(ReadOnlySpan<char> name)
    {
        foreach (var part in name.SplitAny("[].:/?&=,;{}\"' "))
        {
            if (SecretNames.Contains(name[part]) || (IgnoresPaths && IsLastOfPath(name[part])))
            {
                return true;
            }
        }

        return false;
    }

    public void Add(string secret)
    {
        if (secret.Length >= ShortestValue && !secret.Contains(Mark, StringComparison.Ordinal))
        {
            secrets.Add(secret);
            secrets.Add(RedactedText.WithoutScheme(secret));
        }
    }

    /// <summary>A string of JSON or a form, which may be JSON itself.</summary>
    public string String(string value, string path)
    {
        if (level < MostLevels && value.AsSpan().TrimStart() is ['{' or '[', ..])
        {
            var before = Found;
            level++;
            using var json = new RedactedJson(this, path: path);
            var rest = json.Read(Encoding.UTF8.GetBytes(value));
            level--;
            if (rest == 0)
            {
                return Found == before ? value : json.Text;
            }
        }

        return Text(value);
    }

    /// <summary>Of text that is escaped as in JSON or in markup, and has a secret in it, the redacted text is not escaped.</summary>
    public string Text(string value)
    {
        var redacted = text.Of(value);
        var before = Found;
        var plain = text.Of(Escapes.Remove(redacted));
        return Found > before ? plain : redacted;
    }

    private bool IsLastOfPath(ReadOnlySpan<char> name)
    {
        foreach (var path in paths)
        {
            if (path.AsSpan(path.LastIndexOf('.') + 1).Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
