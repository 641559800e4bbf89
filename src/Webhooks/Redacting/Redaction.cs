namespace Webhooks.Redacting;

// What is a secret in one body, and the secrets found in it.
internal sealed class Redaction(IReadOnlyList<string> paths)
{
    public const string Mark = Redactor.Mark;

    // Shorter values occur in too many texts by chance.
    private const int ShortestValue = 4;

    private readonly HashSet<string> secrets = [];

    /// <summary>The longest first: one secret may contain another.</summary>
    public IEnumerable<string> Secrets => secrets.OrderByDescending(secret => secret.Length);

    /// <summary>How many values were replaced.</summary>
    public int Found { get; set; }

    public bool IsListed(string path) => paths.Count > 0 && paths.Contains(path, StringComparer.OrdinalIgnoreCase);

    public void Add(string secret)
    {
        if (secret.Length >= ShortestValue)
        {
            secrets.Add(secret);
        }
    }
}
