using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Searching;

/// <summary>What an event or a refused delivery can be searched by, beside its own id. Few values: each is a row that is written and removed with it.</summary>
public static class SearchIds
{
    public const int Most = 8;

    /// <summary>Of a refused delivery: twenty and their values fit into a transaction.</summary>
    public const int MostOfRefused = 4;

    internal static IReadOnlyList<SearchId> Of(Source source, Verification.Verified verified, SignedEvent identified, IReadOnlyList<KeyValuePair<string, string>> kept)
    {
        if (source.Search == SearchScope.None)
        {
            return [];
        }

        var found = new FoundIds(source, identified.EventId, Most);
        found.AddSubject(verified.Subject);
        found.Add(SearchId.DeliveryId, identified.DeliveryId);
        if (identified.EventId != verified.Event.EventId && !verified.Event.EventId.StartsWith(ContentId.Prefix, StringComparison.Ordinal))
        {
            // Each of its deliveries is an event of its own; people know the sender's id.
            found.Add(SearchId.Id, verified.Event.EventId);
        }

        if (source.Search == SearchScope.All)
        {
            found.AddHeaders(kept);
            found.AddBody(verified.Body);
        }

        return found.All;
    }

    // Nothing vouches for them: a caller may have sent anything.
    internal static IReadOnlyList<SearchId> Claimed(Source source, string id, Delivery refused)
    {
        if (source.Search == SearchScope.None)
        {
            return [];
        }

        var found = new FoundIds(source, id, MostOfRefused);
        found.AddHeaders(source.Scheme.Headers.Select(name => KeyValuePair.Create(name, refused.Headers.Find(name) ?? "")));
        found.AddSubject(refused.Body.IsEmpty ? null : source.Scheme.FindSubject(refused));
        found.AddBody(refused.Body);
        return found.All;
    }
}
