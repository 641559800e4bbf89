using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Schemes;

/// <summary>How a sender signs, and where its deliveries carry the event's id, type and time. Verifies first, reads afterwards.</summary>
public abstract class SignatureScheme
{
    private const string NoMatchCompressed =
        "The signature does not match the compressed body. If the sender signs the plain bytes, set Decompress of the source to true; check it with `hook check`.";

    /// <summary>The replay window of Standard Webhooks and most senders.</summary>
    public static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    private IReadOnlyList<string>? headers;
    private IReadOnlyList<string>? keptHeaders;

    private protected SignatureScheme()
    {
    }

    /// <summary>The name in settings.</summary>
    public abstract string Name { get; }

    /// <summary>The accepted ways of signing, preferred first. A delivery is refused by the first whose headers it has.</summary>
    public abstract IReadOnlyList<SignatureDefinition> Definitions { get; }

    /// <summary>Key forms when settings name none: the first must yield a key, the others are optional.</summary>
    public abstract IReadOnlyList<KeyForm> KeyForms { get; }

    /// <summary>The replay window when settings name none.</summary>
    public virtual TimeSpan DefaultWindow => FiveMinutes;

    /// <summary>
    /// Whether a signed time is the time of sending, new in each delivery. Otherwise it may be the event's, and a new delivery may repeat it.
    /// </summary>
    public virtual bool SignsTimeOfSending => true;

    /// <summary>Whether the sender is known to sign the plain bytes of a body that it compresses, so that sources decompress unless told otherwise.</summary>
    public virtual bool SignsPlainBytes => false;

    /// <summary>Whether a source may start without a secret, because the sender shows it only after the address has answered.</summary>
    public virtual bool AnswersBeforeSecret => false;

    /// <summary>The keys that the sender publishes, for sources without a secret; null where the sender publishes none.</summary>
    public virtual KeyPublication? Publication => null;

    /// <summary>Dotted paths in the body where the sender writes secrets under names that do not say so.</summary>
    public virtual IReadOnlyList<string> SecretPaths => [];

    /// <summary>Dotted paths in the body to the id of what the event is about, such as a listing or a camera: the first that has a value counts.</summary>
    private protected virtual IReadOnlyList<string> SubjectPaths => [];

    /// <summary>What a delivery is about, by its own account: of a refused one, nothing vouches for it.</summary>
    public virtual LocatedText? FindSubject(Delivery delivery) => SubjectPaths.Count == 0 ? null : SubjectIn(SignedJson.Read(delivery.Body, SubjectPaths, out _));

    private protected LocatedText? SubjectIn(SignedJson? json)
    {
        for (var at = 0; json is not null && at < SubjectPaths.Count; at++)
        {
            if (json.Text(SubjectPaths[at]) is { } value)
            {
                return new(value, SubjectPaths[at]);
            }
        }

        return null;
    }

    /// <summary>Whether the receiver's keys are public keys of the sender.</summary>
    public bool TakesPublicKeys => Definitions[0].Algorithm.HasPublicKey();

    /// <summary>How long the sender waits for an answer, with a margin; null where it waits long enough for the usual deadline.</summary>
    public virtual TimeSpan? Deadline => null;

    /// <summary>Why each delivery is an event of its own unless settings say otherwise; null where equal ids are the same event.</summary>
    public virtual string? NoDeduplication => null;

    /// <summary>What its signatures do not protect from, a sentence each.</summary>
    public virtual IReadOnlyList<string> Weaknesses => [];

    /// <summary>Further headers that are read: mirrors of signed fields, the delivery id, the event type.</summary>
    public virtual IReadOnlyList<string> FurtherHeaders => [];

    /// <summary>Every header the scheme reads.</summary>
    public IReadOnlyList<string> Headers =>
        headers ??= [.. Definitions.SelectMany(definition => definition.Headers).Concat(FurtherHeaders).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Those that are kept with the event: all but one that carries the secret itself.</summary>
    public IReadOnlyList<string> KeptHeaders =>
        keptHeaders ??= SendsSecret ? [.. Headers.Except(Definitions[0].SignatureHeaders, StringComparer.OrdinalIgnoreCase)] : Headers;

    /// <summary>What of a query is read: kept with a refused delivery, and shown to nobody.</summary>
    public string KeptQuery(string query) => QueryText.Only(query, [.. Definitions.SelectMany(definition => definition.SignatureAt).Select(place => place.Query).OfType<string>()]);

    /// <summary>Whether deliveries carry the secret itself, so that a refused one may carry that of another time.</summary>
    public bool SendsSecret => Definitions[0].Algorithm.SendsSecret();

    /// <summary>Whether the header carries a signature, or the secret itself: it is shown to nobody.</summary>
    public bool IsSignatureHeader(string name)
    {
        var isOne = false;
        for (var at = 0; at < Definitions.Count && !isOne; at++)
        {
            isOne = Definitions[at].IsSignatureHeader(name);
        }

        return isOne;
    }

    /// <summary>The key forms for a secret: the one in its settings, else the one its prefix implies, else the scheme's.</summary>
    public IReadOnlyList<KeyForm> FormsOf(string text, KeyForm? form) =>
        form is { } chosen ? [chosen]
        : text.TrimStart().StartsWith("whpk_", StringComparison.Ordinal) && (KeyForms.Contains(KeyForm.Whsec) || Definitions[0].Algorithm == SigningAlgorithm.Ed25519) ? [KeyForm.Whpk]
        : PublicKeyText.IsPem(text.TrimStart()) && Definitions[0].Algorithm.HasPublicKey() ? [KeyForm.Spki]
        // Of a public key every form is accepted that can be told by its look.
        : KeyForms is [KeyForm.Jwk] && !text.TrimStart().StartsWith('{') ? [KeyForm.Spki]
        : KeyForms;

    /// <summary>Reads a secret as settings write it; null, with the problem, when it is not usable.</summary>
    public Secret? ReadSecret(SecretText secret, out string problem) => ReadSecret(secret, SecretKey.MinimumBytes, out problem);

    internal Secret? ReadSecret(SecretText secret, int minimumBytes, out string problem) =>
        Secret.Read(secret, FormsOf(secret.Text, secret.Form), Definitions[0].Algorithm, minimumBytes, out problem);

    internal SignatureDefinition DefinitionFor(DeliveryHeaders received)
    {
        var (definitions, signed) = (Definitions, (SignatureDefinition?)null);
        if (definitions.Count == 1)
        {
            return definitions[0];
        }

        for (var at = 0; at < definitions.Count; at++)
        {
            if (definitions[at].Missing(received) is null)
            {
                return definitions[at];
            }

            signed ??= definitions[at].FindSignature(received) is null ? null : definitions[at];
        }

        return signed ?? definitions[0];
    }

    /// <summary>Verifies the signature over the raw bytes against every active secret, then reads the event, then checks its age.</summary>
    /// <param name="delivery">What arrived.</param>
    /// <param name="secrets">The source's secrets, active or not.</param>
    /// <param name="window">How far the signed time may be from <paramref name="now" />, both ways and inclusive.</param>
    /// <param name="now">The receiver's clock.</param>
    /// <param name="decompression">With it, a compressed body whose signature does not match is verified by its plain bytes.</param>
    public Verification Verify(Delivery delivery, IReadOnlyList<Secret> secrets, TimeSpan window, DateTimeOffset now, Decompression? decompression = null)
    {
        var asReceived = Verify(delivery, secrets, window, now);
        return asReceived is not Verification.Refused { Why.Reason: RefusalReason.SignatureInvalid } refused || ContentCoding.Of(delivery.Headers).Count == 0 ? asReceived
            : decompression is null ? new Verification.Refused(RefusalReason.SignatureInvalid, NoMatchCompressed)
            : Decompress(decompression, delivery, refused, secrets, window, now);
    }

    /// <summary>The secret that signed what has no event to read, such as a handshake; null when none did, or when it is not fresh.</summary>
    public Secret? VerifySigner(Delivery delivery, IReadOnlyList<Secret> secrets, TimeSpan window, DateTimeOffset now) =>
        VerifySignature(delivery, secrets, now, out var claim, out var matched) is null && ReplayWindow.Check(claim!.SignedAt, window, now) is null ? matched : null;

    private Verification Verify(Delivery delivery, IReadOnlyList<Secret> secrets, TimeSpan window, DateTimeOffset now)
    {
        var verdict = VerifySignature(delivery, secrets, now, out var claim, out var matched);
        return verdict is not null
            ? WithoutSignature(delivery, verdict)
            : Read(delivery, claim!, window, now) switch
            {
                { Refusal: { } refusal } => new Verification.Refused(refusal),
                { Event: { } identified } reading => ReplayWindow.Check(reading.SignedAt ?? reading.StatedAt, reading.Window ?? window, now) is { } stale
                    ? new Verification.Refused(stale)
                    : new Verification.Verified(identified, matched!, now - (reading.StatedAt ?? reading.SignedAt)) { SignedAt = reading.SignedAt, Body = delivery.Body, Subject = reading.Subject },
                { ToConfirm: { } address } reading when ReplayWindow.Check(reading.SignedAt, window, now) is null => new Verification.ToConfirm(address),
                _ => new Verification.Probe(),
            };
    }

    private Verification Decompress(
        Decompression decompression, Delivery delivery, Verification.Refused asReceived, IReadOnlyList<Secret> secrets, TimeSpan window, DateTimeOffset now) =>
        decompression.Verify(delivery, asReceived, now, plain => Verify(plain, secrets, window, now));

    // Called only after the signature is verified.
    private protected abstract Reading Read(Delivery delivery, SignatureClaim claim, TimeSpan window, DateTimeOffset now);

    // The verdict on a delivery without a valid signature; a scheme may recognize a probe.
    private protected virtual Verification WithoutSignature(Delivery delivery, Verification.Refused verdict) => verdict;

    // Refuses a header that differs from the signed field it mirrors.
    private protected static Refusal? Mirror(Delivery delivery, string header, string? field, string name) =>
        field is not null && !delivery.Headers.AreAll(header, field)
            ? new Refusal(RefusalReason.HeaderMismatch, $"The header {header} differs from the signed {name}.")
            : null;

    // A sender may sign under two names at once: one right signature suffices.
    private Verification.Refused? VerifySignature(
        Delivery delivery, IReadOnlyList<Secret> secrets, DateTimeOffset now, out SignatureClaim? claim, out Secret? matched)
    {
        var preferred = DefinitionFor(delivery.Headers);
        var verdict = SignatureCheck.Verify(delivery, preferred, secrets, now, out claim, out matched);
        for (var at = 0; at < Definitions.Count && matched is null; at++)
        {
            if (Definitions[at] != preferred && Definitions[at].Missing(delivery.Headers) is null)
            {
                _ = SignatureCheck.Verify(delivery, Definitions[at], secrets, now, out claim, out matched);
            }
        }

        return matched is null ? verdict : null;
    }
}
