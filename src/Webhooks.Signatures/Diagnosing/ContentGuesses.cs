using System.Text;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Signatures.Diagnosing;

/// <summary>Everything a sender may have signed around the body, what the scheme says first.</summary>
internal static class ContentGuesses
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

    private static readonly Place NoPlace = new("", "");

    public static IReadOnlyList<ContentGuess> Of(Delivery delivery, SignatureScheme scheme)
    {
        var seen = new HashSet<(string, string)>();
        var guesses = new List<ContentGuess>();
        foreach (var recipe in scheme.Recipes.Where(recipe => IsCompleteButForItsSignature(recipe, delivery)))
        {
            var content = recipe.Content.Fill(delivery, Places.DeclaredTime(delivery, recipe));
            Add(new ContentGuess(content.Before, content.After, null));
        }

        var declared = scheme.RecipeFor(delivery.Headers);
        foreach (var (template, id, time) in Combinations(delivery, declared))
        {
            var sides = Fill(template, id?.Value, time?.Value).Split("{body}");
            Add(new ContentGuess(Encoding.UTF8.GetBytes(sides[0]), Encoding.UTF8.GetBytes(sides[1]), Fault(template, id, time, delivery, scheme)));
        }

        return guesses;

        void Add(ContentGuess guess)
        {
            if (seen.Add((Convert.ToHexString(guess.Before.Span), Convert.ToHexString(guess.After.Span))))
            {
                guesses.Add(guess);
            }
        }
    }

    private static IEnumerable<(string Template, Place? Id, Place? Time)> Combinations(Delivery delivery, HmacRecipe declared)
    {
        var ids = Places.Ids(delivery, declared);
        var times = Places.Times(delivery, declared);
        var own = Own(declared);
        foreach (var template in Templates.Prepend(own))
        {
            if (Needs(template, "{id}", ids) && Needs(template, "{timestamp}", times))
            {
                yield return (template, ids is [var id, ..] ? id : null, times is [var time, ..] ? time : null);
            }
        }

        foreach (var template in Common.Prepend(own).Distinct())
        {
            foreach (var time in template.Contains("{timestamp}", StringComparison.Ordinal) ? times : [])
            {
                foreach (var id in template.Contains("{id}", StringComparison.Ordinal) ? ids : [NoPlace])
                {
                    yield return (template, id, time);
                }
            }
        }
    }

    // The signature itself may stand under another name.
    private static bool IsCompleteButForItsSignature(HmacRecipe recipe, Delivery delivery) =>
        recipe.Headers.All(name => name == recipe.SignatureHeader || delivery.Headers.Find(name) is not null);

    private static bool Needs(string template, string token, IReadOnlyList<Place> places) =>
        places.Count > 0 || !template.Contains(token, StringComparison.Ordinal);

    /// <summary>The recipe's template with its signed headers as the id.</summary>
    private static string Own(HmacRecipe recipe) =>
        recipe.Content.Headers.Aggregate(recipe.Content.Text, (text, header) => text.Replace($"{{header:{header}}}", "{id}", StringComparison.Ordinal));

    // The body's marker is no more than text here: an id or a time that spells it out must not be taken for it.
    private static string Fill(string template, string? id, string? time) => template
        .Replace("{id}", id?.Replace("{", "", StringComparison.Ordinal), StringComparison.Ordinal)
        .Replace("{timestamp}", time?.Replace("{", "", StringComparison.Ordinal), StringComparison.Ordinal);

    private static Finding Fault(string template, Place? id, Place? time, Delivery delivery, SignatureScheme scheme)
    {
        var declared = scheme.RecipeFor(delivery.Headers);
        var shown = template.Replace("\n", "\\n", StringComparison.Ordinal);
        Place?[] places =
        [
            template.Contains("{id}", StringComparison.Ordinal) ? id : null,
            template.Contains("{timestamp}", StringComparison.Ordinal) ? time : null,
        ];
        var from = string.Join(" and ", places.Where(place => place is { IsDeclared: false }).Select(place => place!.Name));
        var missing = from.Length == 0
            ? null
            : declared.Headers.FirstOrDefault(header => header != declared.SignatureHeader && delivery.Headers.Find(header) is null);
        return missing is not null
            ? new(
                Diagnosing.Fault.SignedHeaderMissing,
                $"The header {missing}, which is part of what is signed, is missing; the signature is right with {from} in its place.",
                $"Have the proxy or gateway hand {missing} on.")
            : new(
                Diagnosing.Fault.OtherSignedContent,
                $"The signature covers {shown}{(from.Length > 0 ? $" with {from}" : "")}; the scheme {scheme.Name} signs {Own(declared)}.",
                scheme is HmacScheme
                    ? "Set Hmac__SignedContent (and Hmac__TimestampHeader, Hmac__TimestampFormat) to what the sender signs."
                    : "Have the sender sign as its scheme says, or choose the scheme that describes it (hmac with Hmac__SignedContent can).");
    }
}
