using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Schemes;

// Finds the text of a delivery that holds its signatures, wherever the recipe says.
internal static class SignatureText
{
    public static string? Find(Delivery delivery, HmacRecipe recipe, BodyFields? fields)
    {
        if (recipe.SignatureAt.Count == 0)
        {
            return recipe.FindSignature(delivery.Headers);
        }

        string? found = null;
        for (var at = 0; at < recipe.SignatureAt.Count && found is null; at++)
        {
            found = recipe.SignatureAt[at].Find(fields!, static (json, path) => json.Id(path));
        }

        return found;
    }

    // A secret can hold any character, so what holds it is no list.
    public static SignatureHeaderParts Read(string text, Delivery delivery, HmacRecipe recipe) =>
        !recipe.Algorithm.SendsSecret() || recipe.Layout != SignatureLayout.Plain ? SignatureHeaderParts.Read(text, recipe)
        : SignatureHeaderParts.Whole(recipe.SignatureAt.Count > 0 ? [text] : recipe.SignatureHeaders.SelectMany(delivery.Headers.FindAll), recipe);
}
