namespace Proof.Fuzz;

/// <summary>A signature in a message that the sender's key has made, and what it covers.</summary>
/// <param name="Claim">The text of the signature.</param>
/// <param name="Names">Of the headers that it names.</param>
/// <param name="IsAmbiguous">Whether it could be read in another way too.</param>
internal sealed record Grant(Manner Manner, string Claim, Circumstances Given, bool IsAmbiguous)
{
    private const string PortAtEnd = "hooks.example.com:443/";

    public static Grant? Find(Specimen of, Message sent)
    {
        foreach (var manner in ManyOf(of))
        {
            foreach (var (text, time, names, url) in Readings(manner, sent, of))
            {
                var given = new Circumstances(time, url) { Names = names };
                if (manner.In(text).ToArray() is { Length: > 0 } claims && Match(manner, sent, of.Key, given, claims) is { } claim)
                {
                    return new(manner, claim, given, Differs(manner, sent) || manner.IsAmbiguous(sent, given));
                }
            }
        }

        return null;
    }

    private static IReadOnlyList<Manner> ManyOf(Specimen of) => of.Source.Scheme.Name is "novavms" or "envless" or "standard-webhooks" ? CodedManners.Of(of.Source.Scheme.Name) : [of.Manner];

    // Senders put the default port into the address, or leave it out.
    private static IEnumerable<(string Text, string Time, string Names, string Url)> Readings(Manner manner, Message sent, Specimen of)
    {
        string[] urls = manner.Parts.Contains("{url") ? [of.Url, of.Url.Replace("hooks.example.com/", PortAtEnd, StringComparison.Ordinal)] : [of.Url];
        return manner.Texts(sent).SelectMany(text => manner.Times(sent).DefaultIfEmpty("").SelectMany(time => manner.Names(sent).SelectMany(names => urls.Select(url => (text, time, names, url)))));
    }

    private static string? Match(Manner manner, Message sent, SenderKey key, Circumstances given, string[] claims)
    {
        foreach (var one in EachValue(manner, sent))
        {
            if (manner.Content(one, given, key.Bytes) is { } content
                && (key.IsPublic
                    ? Array.Find(claims, claim => key.Verifies(manner.Algorithm, content, manner.Bytes(claim)))
                    : key.Sign(manner.Algorithm, content) is var mac ? Array.Find(claims, claim => manner.Bytes(claim).AsSpan().SequenceEqual(mac)) : null) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    // With each of the values that a signed header came with.
    private static IEnumerable<Message> EachValue(Manner manner, Message sent) =>
        manner.SignedHeader is { } header && sent.Values(header) is { Count: > 1 } values ? values.Select(value => sent.With(header, value)) : [sent];

    // Lines of a signature are one list, a signed value that comes twice says nothing new, and an empty line says nothing.
    private static bool Differs(Manner manner, Message sent) =>
        (manner.SignedHeader is { } header && Count(sent.Values(header)) > 1)
        || (manner.RepeatsTime && Count(manner.Times(sent)) > 1)
        || manner.Names(sent).SelectMany(names => names.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Any(name => Count(sent.Values(name)) > 1);

    private static int Count(IEnumerable<string> values) => values.Where(value => !string.IsNullOrWhiteSpace(value)).Distinct().Count();
}
