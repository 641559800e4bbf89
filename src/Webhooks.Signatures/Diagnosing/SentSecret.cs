using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Diagnosing;

// What is wrong with a delivery that carries the secret itself.
internal sealed class SentSecret(Delivery delivery, SignatureScheme scheme, IReadOnlyList<SecretText> secrets, TimeSpan window, DateTimeOffset now)
{
    private readonly SignatureDefinition definition = scheme.Definitions[0];

    public (List<Finding> Findings, DateTimeOffset? SignedAt) Explain()
    {
        var readable = secrets.Select(secret => scheme.ReadSecret(secret, out _)).OfType<Secret>().ToList();
        if (scheme.VerifySigner(delivery, readable, window, now) is not null)
        {
            var checks = new PostSignatureChecks(delivery, scheme, window, now);
            return ([.. checks.Run()], checks.SignedAt);
        }

        List<Finding> findings = [.. NoSecret(), .. Unreadable()];
        if (Mistyped() is { } mistyped)
        {
            findings.Add(mistyped);
        }
        else if (Elsewhere() is { } header)
        {
            findings.Add(SignatureFormat.OtherHeader(header, definition, scheme));
        }
        else if (SignatureText.Find(delivery, definition, new Content.BodyFields(delivery, definition.Paths)) is null)
        {
            findings.Add(new(Fault.SignatureHeaderMissing, $"The {definition.Place} is missing, and no header holds the secret.", "Enter the secret at the sender, check that a proxy forwards the header, and capture all headers."));
        }
        else if (findings.Count == 0)
        {
            findings.Add(new(
                Fault.WrongSecret,
                $"The {definition.Place} holds no configured secret{(definition.Prefix.Length > 0 ? $" after '{definition.Prefix}'" : "")}.",
                $"Compare the secret ({string.Join("; ", secrets)}: the first 8 digits of its SHA-256) with the one that is entered at the sender for this webhook."));
        }

        return (findings, null);
    }

    private IEnumerable<Finding> NoSecret() => secrets.Count > 0 ? [] :
        [new(Fault.NoSecret, "There is no secret to compare with.", "Enter the secret that the sender sends with each delivery.")];

    private IEnumerable<Finding> Unreadable() =>
        from item in secrets.Index()
        let problem = scheme.ReadSecret(item.Item, out var wrong) is null ? wrong : null
        where problem is not null
        select new Finding(Fault.SecretUnreadable, $"Secret {item.Index} cannot be used: {problem}.", "Enter it again as it is at the sender, whole and as one line.");

    private Finding? Mistyped() => (
        from item in secrets.Index()
        from variant in SecretVariants.Of(item.Item.Text)
        where Matches(delivery, variant.Text)
        select new Finding(Fault.SecretMistyped, $"Secret {item.Index} ({item.Item}) {variant.Problem}.", variant.Fix)).FirstOrDefault();

    // In a header of another name, as it is or after a word such as Bearer.
    private string? Elsewhere() => (
        from field in delivery.Headers
        where !definition.SignatureHeaders.Contains(field.Key, StringComparer.OrdinalIgnoreCase)
        from value in field.Value
        from text in new[] { value, value[(value.IndexOf(' ', StringComparison.Ordinal) + 1)..] }
        from secret in secrets
        where definition.SignatureHeader.Length > 0 && Matches(delivery with { Headers = delivery.Headers.With(definition.SignatureHeader, definition.Prefix + text) }, secret.Text)
        select field.Key).FirstOrDefault();

    private bool Matches(Delivery tried, string secret) =>
        scheme.ReadSecret(new SecretText(secret), out _) is { } read && scheme.VerifySigner(tried, [read], window, now) is not null;
}
