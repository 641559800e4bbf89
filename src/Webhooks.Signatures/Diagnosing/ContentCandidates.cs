using System.Text;
using System.Text.RegularExpressions;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Signatures.Diagnosing;

// Everything that a sender may have signed around the body, the scheme's own content first.
internal sealed partial class ContentCandidates
{
    // By how often senders are seen to do so.
    private static readonly IReadOnlyList<string> Templates =
    [
        "{body}", "{timestamp}.{body}", "{id}.{timestamp}.{body}", "{id}.{body}", "{timestamp}{body}", "{timestamp}:{body}",
        "v0:{timestamp}:{body}", "v1:{timestamp}:{body}", "{timestamp}.{id}.{body}", "{id}:{timestamp}:{body}", "{id}{timestamp}{body}",
        "{body}.{timestamp}", "{body}{timestamp}", "{timestamp}\n{body}", "{timestamp}|{body}", "{timestamp}-{body}", "{timestamp} {body}",
        "{timestamp},{body}", "{id}{body}", "{body}.{id}",
    ];

    private static readonly IReadOnlyList<string> Common = ["{timestamp}.{body}", "{id}.{timestamp}.{body}"];

    private readonly Delivery delivery;
    private readonly SignatureScheme scheme;
    private readonly SignatureDefinition definition;
    private readonly string declared;

    private ContentCandidates(Delivery delivery, SignatureScheme scheme)
    {
        (this.delivery, this.scheme, definition) = (delivery, scheme, scheme.DefinitionFor(delivery.Headers));
        declared = HeaderPart().Replace(definition.Content.Text, "{id}");
    }

    public static IReadOnlyList<ContentCandidate> Of(Delivery delivery, SignatureScheme scheme)
    {
        // The signature itself may be in another header.
        var complete = scheme.Definitions.Where(definition => definition.SignedHeaders.All(name => delivery.Headers.Find(name) is not null)).ToList();
        var declared = complete.Select(definition => Declared(delivery, definition, null));
        var addresses = complete.Take(1).SelectMany(definition => AddressCandidates.Of(delivery, definition, scheme)).Select(other => Declared(delivery, other.Definition, other.Finding));
        return [.. declared.Concat(addresses).Concat(new ContentCandidates(delivery, scheme).Others()).DistinctBy(candidate =>
            ((object?)candidate.Fill, Convert.ToHexString(candidate.Before.Span), Convert.ToHexString(candidate.After.Span)))];
    }

    private static ContentCandidate Declared(Delivery delivery, SignatureDefinition definition, Finding? finding)
    {
        var time = SignedValues.DeclaredTime(delivery, definition);
        var content = definition.Content;
        if (content is { SignsForm: false, SignsNamedHeaders: false, HoldsSecret: false, ReadsBody: false } && content.HasBodyAsItIs)
        {
            var filled = content.Fill(delivery, time);
            return new ContentCandidate(filled.Before, filled.After, finding);
        }

        // What is not just bytes around the body is made anew for each body and key.
        var names = content.SignsNamedHeaders ? SignedValues.NamesIn(delivery, definition) : null;
        return new ContentCandidate(default, default, finding)
        {
            Fill = (body, key) => content.Fill(delivery with { Body = body }, time, key.Bytes.Span, names),
        };
    }

    // Other templates can be made of it only when it is bytes around the body.
    private string[] DeclaredTemplate => definition.Content.HasBodyAsItIs && Plain().IsMatch(declared) ? [declared] : [];

    // Every template with the likeliest id and time, then the common ones with all of them.
    private IEnumerable<ContentCandidate> Others()
    {
        if (definition.Algorithm.IsPlainHash())
        {
            // Whatever is around the body and the secret, anyone could have made the hash of it.
            return [];
        }

        var ids = SignedValues.Ids(delivery, definition);
        var times = SignedValues.Times(delivery, definition);
        var likeliest = DeclaredTemplate.Union(Templates).SelectMany(template => Filled(template, ids.Take(1), times.Take(1)));
        return likeliest.Concat(DeclaredTemplate.Union(Common).Where(UsesTime).Distinct().SelectMany(template => Filled(template, ids, times)));
    }

    private IEnumerable<ContentCandidate> Filled(string template, IEnumerable<SignedValue?> ids, IEnumerable<SignedValue?> times) =>
        from time in UsesTime(template) ? times : [null]
        from id in template.Contains("{id}", StringComparison.Ordinal) ? ids : [null]
        let sides = Fill(template, id?.Value, time?.Value).Split("{body}")
        select new ContentCandidate(Encoding.UTF8.GetBytes(sides[0]), Encoding.UTF8.GetBytes(sides[1]), Describe(template, id, time));

    private static bool UsesTime(string template) => template.Contains("{timestamp}", StringComparison.Ordinal);

    // An id or a time that contains the body's placeholder must not be mistaken for it.
    private static string Fill(string template, string? id, string? time) => template
        .Replace("{id}", id?.Replace("{", "", StringComparison.Ordinal), StringComparison.Ordinal)
        .Replace("{timestamp}", time?.Replace("{", "", StringComparison.Ordinal), StringComparison.Ordinal);

    private Finding Describe(string template, SignedValue? id, SignedValue? time)
    {
        var from = string.Join(" and ", new[] { id, time }.OfType<SignedValue>().Where(value => !value.IsDeclared).Select(value => value.Location));
        var missing = from.Length == 0
            ? null
            : definition.Headers.FirstOrDefault(header => !definition.SignatureHeaders.Contains(header) && delivery.Headers.Find(header) is null);
        return missing is not null
            ? new(
                Fault.SignedHeaderMissing, $"The signed header {missing} is missing; the signature matches with {from} in its place.",
                $"Configure the proxy or gateway to forward {missing}.")
            : new(
                Fault.OtherSignedContent,
                $"The signature covers {SignedContentTemplate.Escape(template)}{(from.Length > 0 ? $" with {from}" : "")}; the scheme {scheme.Name} signs {SignedContentTemplate.Escape(declared)}.",
                scheme is ConfiguredScheme
                    ? "Set Hmac__SignedContent (and Hmac__TimestampHeader, Hmac__TimestampFormat) to what the sender signs."
                    : "Make the sender sign as its scheme specifies, or choose a scheme that describes it (hmac with Hmac__SignedContent can).");
    }

    [GeneratedRegex(@"\A([^{]|\{(id|timestamp|body)\})*\z")]
    private static partial Regex Plain();

    [GeneratedRegex(@"\{header:[^}]+\}")]
    private static partial Regex HeaderPart();
}
