using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Schemes;

/// <summary>How a sender signs, and what its deliveries say about their event. Verifies first, reads afterwards.</summary>
public abstract class SignatureScheme
{
    private const string NoMatch = "No secret of this source gives the signature; check it with `hook check`.";

    /// <summary>The window of Standard Webhooks and most senders.</summary>
    public static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    /// <summary>The name that settings choose the scheme by.</summary>
    public abstract string Name { get; }

    /// <summary>The ways of signing that are accepted, best first. A delivery is judged by the first whose headers it has.</summary>
    public abstract IReadOnlyList<HmacRecipe> Recipes { get; }

    /// <summary>Forms a secret is read in when its settings name none; the first must give a key, the others may.</summary>
    public abstract IReadOnlyList<KeyForm> KeyForms { get; }

    /// <summary>The replay window when settings name none.</summary>
    public virtual TimeSpan DefaultWindow => FiveMinutes;

    /// <summary>Whether a source may start without a secret, because the sender gives none before the address has answered.</summary>
    public virtual bool AnswersBeforeSecret => false;

    /// <summary>Further headers that admission reads: mirrors of signed fields, the sender's delivery id, its word for the type.</summary>
    public virtual IReadOnlyList<string> FurtherHeaders => [];

    /// <summary>Every header the scheme reads: kept with the event, refused when repeated.</summary>
    public IReadOnlyList<string> Headers =>
        headers ??= [.. Recipes.SelectMany(recipe => recipe.Headers).Concat(FurtherHeaders).Distinct(StringComparer.OrdinalIgnoreCase)];

    private IReadOnlyList<string>? headers;

    /// <summary>The forms to read a secret's text in: the one that its settings name, else what its prefix says, else the scheme's.</summary>
    public IReadOnlyList<KeyForm> FormsOf(string text, KeyForm? form) =>
        form is { } chosen ? [chosen]
        : text.TrimStart().StartsWith("whpk_", StringComparison.Ordinal) && KeyForms.Contains(KeyForm.Whsec) ? [KeyForm.Whpk]
        : KeyForms;

    /// <summary>The recipe that a delivery with these headers is judged by.</summary>
    public HmacRecipe RecipeFor(DeliveryHeaders received)
    {
        var (recipes, signed) = (Recipes, (HmacRecipe?)null);
        if (recipes.Count == 1)
        {
            return recipes[0];
        }

        for (var at = 0; at < recipes.Count; at++)
        {
            if (recipes[at].IsComplete(received))
            {
                return recipes[at];
            }

            signed ??= received.Find(recipes[at].SignatureHeader) is null ? null : recipes[at];
        }

        return signed ?? recipes[0];
    }

    /// <summary>Judges a delivery: signature over the raw bytes against every active secret, then what it says, then its age.</summary>
    /// <param name="delivery">What arrived.</param>
    /// <param name="secrets">The source's secrets, active or not.</param>
    /// <param name="window">How far the signed time may be from <paramref name="now" />, both ways and inclusive.</param>
    /// <param name="now">The receiver's clock.</param>
    public Verification Verify(Delivery delivery, IReadOnlyList<Secret> secrets, TimeSpan window, DateTimeOffset now)
    {
        if (delivery.Headers.FindRepeated(Headers) is { } repeated)
        {
            return new Verification.Refused(RefusalReason.HeaderRepeated, $"The header {repeated} came more than once.");
        }

        var verdict = VerifySignature(delivery, secrets, now, out var claim, out var matched);
        return verdict is not null
            ? WithoutSignature(delivery, verdict)
            : Read(delivery, claim!, window, now) switch
            {
                { Refusal: { } refusal } => new Verification.Refused(refusal),
                { Event: { } identified } reading => ReplayWindow.Judge(reading.SignedAt, reading.Window ?? window, now) is { } stale
                    ? new Verification.Refused(stale)
                    : new Verification.Verified(identified, matched!, now - (reading.StatedAt ?? reading.SignedAt)),
                _ => new Verification.Probe(),
            };
    }

    /// <summary>What a verified delivery says. Called only once the signature holds.</summary>
    protected abstract Reading Read(Delivery delivery, SignatureClaim claim, TimeSpan window, DateTimeOffset now);

    /// <summary>The verdict on a delivery whose signature does not hold; a scheme may see a probe in it.</summary>
    protected virtual Verification WithoutSignature(Delivery delivery, Verification.Refused verdict) => verdict;

    /// <summary>Refuses a header that is there and is not what the signed field says.</summary>
    protected static Refusal? Mirror(Delivery delivery, string header, string? field, string name) =>
        delivery.Headers.Find(header) is { } mirrored && field is not null && mirrored != field
            ? new Refusal(RefusalReason.HeaderMismatch, $"The header {header} differs from the signed {name}.")
            : null;

    private Verification.Refused? VerifySignature(
        Delivery delivery, IReadOnlyList<Secret> secrets, DateTimeOffset now, out SignatureClaim? claim, out Secret? matched)
    {
        matched = null;
        claim = SignatureClaim.Read(delivery, RecipeFor(delivery.Headers), out var refusal);
        if (claim is null)
        {
            return new Verification.Refused(refusal!);
        }

        var active = false;
        foreach (var secret in secrets)
        {
            if (secret.IsActiveAt(now))
            {
                active = true;
                if (Matches(secret, claim))
                {
                    matched = secret;
                    return null;
                }
            }
        }

        if (!active)
        {
            return new Verification.Refused(RefusalReason.NoActiveSecret, NoMatch);
        }

        (matched, var exhausted) = Ed25519Search.Find(secrets, claim, now);
        return matched is not null ? null : new Verification.Refused(
            RefusalReason.SignatureInvalid,
            exhausted ? "None of the Ed25519 signatures that were checked succeeded. Some were not, after too many wrong ones; check it with `hook check`." : NoMatch);
    }

    private static bool Matches(Secret secret, SignatureClaim claim)
    {
        foreach (var key in secret.Keys)
        {
            if (key.Hmac?.Matches(claim.Content, claim.Macs, claim.Recipe.Encoding) is true)
            {
                return true;
            }
        }

        return false;
    }
}
