namespace Webhooks.Signatures.Schemes;

// The address as it is configured at the sender. Behind a proxy it is another one than the app sees, and no header that says so is trusted.
internal sealed record PublicUrl(string Text)
{
    /// <summary>The parameter that the sender adds: the hexadecimal SHA-256 of the body.</summary>
    public string? DigestParameter { get; init; }

    /// <summary>Null, with the problem, when the text is no address of a webhook.</summary>
    public static PublicUrl? Read(string text, string? digestParameter, out string problem)
    {
        // A fragment is not sent. Everything else counts as it is written: case, escapes, a closing slash.
        text = text.Trim().Split('#')[0];
        var authority = text.IndexOf("//", StringComparison.Ordinal) + 2;
        problem = Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
            && text.AsSpan(authority).IndexOfAny('/', '?') is > 0 and var end && text[authority + end] == '/'
            ? ""
            : "it is not the whole address with https:// and a path, exactly as it is entered at the sender";
        return problem.Length == 0 ? new PublicUrl(text) { DigestParameter = digestParameter } : null;
    }

    public string PathAndQuery => Text[PathAt..];

    /// <summary>With the digest's parameter and its equals sign.</summary>
    public string BeforeDigest => Digest is >= 0 and var at ? Text[..at] : $"{Text}{(Text.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{DigestParameter}=";

    /// <summary>What follows the digest, where the address holds it already.</summary>
    public string AfterDigest => Digest is >= 0 and var at && Text.IndexOf('&', at) is >= 0 and var end ? Text[end..] : "";

    /// <summary>
    /// The same address with and without the default port, as it is written first: senders put it in or leave it out. Neither is the
    /// beginning or the end of the other, so no byte can be moved between address and body.
    /// </summary>
    public IEnumerable<PublicUrl> Spellings()
    {
        yield return this;
        var (authority, rest) = (Text[..PathAt], Text[PathAt..]);
        var port = Text.StartsWith("https", StringComparison.OrdinalIgnoreCase) ? ":443" : ":80";
        if (authority.EndsWith(port, StringComparison.Ordinal))
        {
            yield return this with { Text = authority[..^port.Length] + rest };
        }
        else if (authority.LastIndexOf(':') <= authority.LastIndexOfAny(['/', '@', ']']))
        {
            yield return this with { Text = authority + port + rest };
        }
    }

    private int PathAt => Text.IndexOf('/', Text.IndexOf("//", StringComparison.Ordinal) + 2);

    private int Digest => Text.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query
        ? Math.Max(After(query, '?'), After(query, '&'))
        : -1;

    private int After(int query, char separator)
    {
        var parameter = $"{separator}{DigestParameter}=";
        return Text.IndexOf(parameter, query, StringComparison.Ordinal) is >= 0 and var at ? at + parameter.Length : -1;
    }
}
