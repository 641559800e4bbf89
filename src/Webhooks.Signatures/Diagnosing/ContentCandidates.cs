using System.Text;
using System.Text.RegularExpressions;
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
    private readonly HmacRecipe recipe;
    private readonly string declared;

    private ContentCandidates(Delivery delivery, SignatureScheme scheme)
    {
        (this.delivery, this.scheme, recipe) = (delivery, scheme, scheme.RecipeFor(delivery.Headers));
        declared = HeaderPart().Replace(recipe.Content.Text, "{id}");
    }

    public static IReadOnlyList<ContentCandidate> Of(Delivery delivery, SignatureScheme scheme)
    {
        // The signature itself may be in another header.
        var complete = scheme.Recipes.Where(recipe => recipe.Headers.All(name => name == recipe.SignatureHeader || delivery.Headers.Find(name) is not null));
        var candidates = complete
            .Select(recipe => recipe.Content.Fill(delivery, SignedValues.DeclaredTime(delivery, recipe)))
            .Select(content => new ContentCandidate(content.Before, content.After, null))
            .Concat(new ContentCandidates(delivery, scheme).Others());
        return [.. candidates.DistinctBy(candidate => (Convert.ToHexString(candidate.Before.Span), Convert.ToHexString(candidate.After.Span)))];
    }

    // Every template with the likeliest id and time, then the common ones with all of them.
    private IEnumerable<ContentCandidate> Others()
    {
        var ids = SignedValues.Ids(delivery, recipe);
        var times = SignedValues.Times(delivery, recipe);
        var likeliest = Templates.Prepend(declared).SelectMany(template => Filled(template, ids.Take(1), times.Take(1)));
        return likeliest.Concat(Common.Prepend(declared).Where(UsesTime).Distinct().SelectMany(template => Filled(template, ids, times)));
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
            : recipe.Headers.FirstOrDefault(header => header != recipe.SignatureHeader && delivery.Headers.Find(header) is null);
        return missing is not null
            ? new(
                Fault.SignedHeaderMissing, $"The signed header {missing} is missing; the signature matches with {from} in its place.",
                $"Configure the proxy or gateway to forward {missing}.")
            : new(
                Fault.OtherSignedContent,
                $"The signature covers {template.Replace("\n", "\\n", StringComparison.Ordinal)}{(from.Length > 0 ? $" with {from}" : "")}; the scheme {scheme.Name} signs {declared}.",
                scheme is HmacScheme
                    ? "Set Hmac__SignedContent (and Hmac__TimestampHeader, Hmac__TimestampFormat) to what the sender signs."
                    : "Make the sender sign as its scheme specifies, or choose a scheme that describes it (hmac with Hmac__SignedContent can).");
    }

    [GeneratedRegex(@"\{header:[^}]+\}")]
    private static partial Regex HeaderPart();
}
