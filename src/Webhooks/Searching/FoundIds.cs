using Webhooks.Redacting;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Searching;

/// <summary>Collects values, each once, up to a number. What is redacted is none.</summary>
internal sealed class FoundIds(Source source, string ownId, int most)
{
    private List<SearchId>? found;

    public IReadOnlyList<SearchId> All => found ?? (IReadOnlyList<SearchId>)[];

    public bool IsFull => found?.Count >= most;

    public void AddSubject(LocatedText? subject)
    {
        if (subject is var (value, at) && !IsRedacted(at))
        {
            Add(SearchId.Subject, value);
        }
    }

    // An id that its own id is, or begins with, finds it without a row.
    public void Add(string by, string? value)
    {
        if (!IsFull && !string.IsNullOrWhiteSpace(value) && !IsOwn(value) && !IsFound(value))
        {
            (found ??= new(2)).Add(new(by, value));
        }
    }

    public void AddHeaders(IEnumerable<KeyValuePair<string, string>> headers)
    {
        foreach (var (name, value) in headers)
        {
            if (IdNames.IsOfHeader(name) && value.Length <= BodyIds.LongestId)
            {
                Add(SearchId.Id, value);
            }
        }
    }

    public void AddBody(ReadOnlyMemory<byte> body) => BodyIds.Read(body, this);

    public bool IsRedacted(string path)
    {
        var isSecret = IsListed(source.Redact, path) || IsListed(source.Scheme.SecretPaths, path);
        foreach (var step in path.AsSpan().Split('.'))
        {
            isSecret |= SecretNames.Contains(path.AsSpan()[step]);
        }

        return isSecret;
    }

    private bool IsFound(string value)
    {
        var isFound = false;
        for (var at = 0; at < found?.Count && !isFound; at++)
        {
            isFound = SearchId.Normal(found[at].Value) == SearchId.Normal(value);
        }

        return isFound;
    }

    private static bool IsListed(IReadOnlyList<string> paths, string path)
    {
        var isListed = false;
        for (var at = 0; at < paths.Count && !isListed; at++)
        {
            // What is listed hides whatever is inside.
            isListed = path.StartsWith(paths[at], StringComparison.OrdinalIgnoreCase) && (path.Length == paths[at].Length || path[paths[at].Length] is '.' or '[');
        }

        return isListed;
    }

    private bool IsOwn(string value) =>
        ownId.StartsWith(value, StringComparison.Ordinal) && (ownId.Length == value.Length || ownId[value.Length] == '+');
}
