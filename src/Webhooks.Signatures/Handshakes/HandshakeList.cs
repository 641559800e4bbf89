using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Handshakes;

/// <summary>The handshakes of a sender. Pure: what is to be remembered, counted or logged is the caller's.</summary>
public sealed class HandshakeList
{
    private HandshakeList(IReadOnlyList<Handshake> all) => All = all;

    public static HandshakeList None { get; } = new([]);

    public IReadOnlyList<Handshake> All { get; }

    /// <summary>Whether any asks for the source's <c>VerifyToken</c>.</summary>
    public bool AskForToken => All.Any(handshake => handshake.Settings.Token is not null);

    /// <summary>Whether a secret comes by any, so that a source may start without one.</summary>
    public bool BringSecret => All.Any(handshake => handshake.Settings.Secret is not null);

    /// <summary>Whether one signs for callers who sign nothing.</summary>
    internal bool SignForAnyone => All.Any(handshake => handshake.Signs && !handshake.Settings.IsSigned);

    /// <summary>Reads the handshakes of a sender; null, with the problem, when one is not valid.</summary>
    /// <param name="signedContent">What the sender's deliveries sign; null for the body.</param>
    public static HandshakeList? Read(IReadOnlyList<HandshakeSettings> handshakes, string? signedContent, out string problem)
    {
        problem = "";
        var all = new List<Handshake>();
        foreach (var settings in handshakes)
        {
            if (HandshakeParts.Read(settings, out problem) is not { } parts)
            {
                return null;
            }

            all.Add(new(settings, parts));
        }

        var list = new HandshakeList(all);
        // A caller's text that is signed must never be what a delivery signs. With the whole body in it, the body gives it away.
        problem = list.SignForAnyone && !(signedContent ?? "{body}").Contains("{body}", StringComparison.Ordinal)
            ? "body: it holds a signature of any caller's text; that needs a scheme that signs {body}, or isSigned"
            : "";
        return problem.Length == 0 ? list : null;
    }

    /// <summary>What becomes of a request; null when it is no handshake. A signed one is verified, its time included.</summary>
    public HandshakeOutcome? Answer(HandshakeRequest request, HandshakeTerms terms, SignatureScheme scheme, TimeSpan window, DateTimeOffset now)
    {
        var unsigned = AnswerUnsigned(request, terms, now);
        return unsigned is HandshakeOutcome.Answered ? unsigned : AnswerSigned(request, terms, scheme, window, now) ?? unsigned;
    }

    /// <summary>The same for handshakes that no signature protects.</summary>
    public HandshakeOutcome? AnswerUnsigned(HandshakeRequest request, HandshakeTerms terms, DateTimeOffset now) =>
        All.Count == 0 ? null : First(request, isSigned: false, terms, () => terms.Secrets.FirstOrDefault(secret => secret.IsActiveAt(now)));

    /// <summary>The same for signed handshakes. One that does not verify is none: it is judged as a delivery is.</summary>
    public HandshakeOutcome? AnswerSigned(HandshakeRequest request, HandshakeTerms terms, SignatureScheme scheme, TimeSpan window, DateTimeOffset now)
    {
        if (!All.Any(handshake => handshake.Settings.IsSigned))
        {
            return null;
        }

        var signer = new Lazy<Secret?>(
            () => scheme.VerifySigner(new Delivery("", request.Headers, request.Body, now) { Query = request.Query }, terms.Secrets, window, now), LazyThreadSafetyMode.None);
        return First(request, isSigned: true, terms, () => signer.Value);
    }

    private HandshakeOutcome? First(HandshakeRequest request, bool isSigned, HandshakeTerms terms, Func<Secret?> findSigner)
    {
        var values = new HandshakeValues(request);
        HandshakeOutcome? unanswered = null;
        foreach (var handshake in All.Where(handshake => handshake.Settings.IsSigned == isSigned && handshake.Matches(request.Method, values)))
        {
            var signer = findSigner();
            if (isSigned && signer is null)
            {
                continue;
            }

            var outcome = handshake.Answer(values, terms, signer);
            if (outcome is HandshakeOutcome.Answered)
            {
                return outcome;
            }

            unanswered ??= outcome;
        }

        return unanswered;
    }
}
