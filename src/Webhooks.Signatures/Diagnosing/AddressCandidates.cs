using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Signatures.Diagnosing;

// Addresses that may have been signed instead of the one in the settings. None is ever accepted.
internal static class AddressCandidates
{
    public static IEnumerable<(SignatureDefinition Definition, Finding Finding)> Of(Delivery delivery, SignatureDefinition definition, SignatureScheme scheme) =>
        definition.Content.Url is not { } url ? [] :
            from other in Others(delivery, url.Text).DistinctBy(other => other.Text)
            where other.Text != url.Text
            let spelled = url with { Text = other.Text }
            from content in spelled.Spellings().Select(spelling => SignedContentTemplate.Read(definition.Content.Text, out _, spelling, definition.TimestampFormat)).OfType<SignedContentTemplate>()
            select (definition with { Content = content }, new Finding(
                Fault.OtherAddress,
                $"The signature covers another address than PublicUrl: {other.How}.",
                $"Set PublicUrl of the source to exactly what is entered at the sender of {scheme.Name}{(other.Text.Contains('@', StringComparison.Ordinal) ? "" : $", probably {other.Text}")}."));

    private static IEnumerable<(string Text, string How)> Others(Delivery delivery, string url)
    {
        var bases = Bases(delivery, url).ToList();
        return bases.Concat(bases.SelectMany(given => Endings(delivery, given.Text).Select(ending => (ending.Text, given.How.Length == 0 ? ending.How : $"{given.How}, and {ending.How}"))));
    }

    // Where proxies say that it was: for advice only.
    private static IEnumerable<(string Text, string How)> Bases(Delivery delivery, string url)
    {
        yield return (url, "");
        var scheme = url[..url.IndexOf("//", StringComparison.Ordinal)];
        var rest = url[(scheme.Length + 2)..];
        yield return ((scheme == "https:" ? "http:" : "https:") + "//" + rest, $"it begins with {(scheme == "https:" ? "http" : "https")}");
        var path = rest[rest.IndexOf('/', StringComparison.Ordinal)..];
        foreach (var header in (string[])["Host", "X-Forwarded-Host", "X-Original-Host"])
        {
            if (delivery.Headers.Find(header) is { } host && Uri.CheckHostName(host.Split(':')[0]) != UriHostNameType.Unknown)
            {
                yield return ($"{scheme}//{host}{path}", $"its host is the one in the header {header}");
            }
        }
    }

    private static IEnumerable<(string Text, string How)> Endings(Delivery delivery, string url)
    {
        var cut = url.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = cut < 0 ? (url, "") : (url[..cut], url[(cut + 1)..]);
        var slashed = path.EndsWith('/') ? path[..^1] : path + "/";
        yield return (slashed + (cut < 0 ? "" : "?" + query), path.EndsWith('/') ? "it has no slash at its end" : "it has a slash at its end");
        if (query.Length > 0)
        {
            yield return (path, "it has no query");
            yield return ($"{path}?{string.Join('&', query.Split('&').Order(StringComparer.Ordinal))}", "the parameters of its query are in alphabetical order");
            yield return ($"{path}?{string.Join('&', query.Split('&').Reverse())}", "the parameters of its query are in another order");
        }

        if (delivery.Query.Length > 0)
        {
            yield return ($"{path}?{delivery.Query}", "its query is the one that arrived");
        }
    }
}
