using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Schemes;

// Finds the text of a delivery that holds its signatures, wherever the definition says.
internal static class SignatureText
{
    public static string? Find(Delivery delivery, SignatureDefinition definition, BodyFields? fields)
    {
        if (definition.SignatureAt.Count == 0)
        {
            return definition.FindSignature(delivery.Headers);
        }

        string? found = null;
        for (var at = 0; at < definition.SignatureAt.Count && found is null; at++)
        {
            found = definition.SignatureAt[at].Find(fields!, static (json, path) => json.Id(path));
        }

        return found;
    }

    // A secret can hold any character, so what holds it is no list.
    public static SignatureHeaderParts Read(string text, Delivery delivery, SignatureDefinition definition) =>
        !definition.Algorithm.SendsSecret() || definition.Layout != SignatureLayout.Plain ? SignatureHeaderParts.Read(text, definition)
        : SignatureHeaderParts.Whole(definition.SignatureAt.Count > 0 ? [text] : definition.SignatureHeaders.SelectMany(delivery.Headers.FindAll), definition);
}
