using Microsoft.Extensions.Logging;
using Webhooks.Events;
using Webhooks.Rotating;
using Webhooks.Signatures.Handshakes;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Receiving;

/// <summary>Answers what senders ask before they send events. Needs no storage, and keeps nothing but that a secret is right.</summary>
public sealed partial class HandshakeResponder(SecretUses uses, LineLimit lines, TimeProvider clock, ILogger<HandshakeResponder> logger)
{
    /// <summary>The answer to a handshake that no signature protects, and for methods other than POST to a signed one; null when it is none.</summary>
    internal Admission.Handshake? Answer(Source source, Arrival arrival, ReadOnlyMemory<byte> body) => source.Handshakes.All.Count == 0 ? null : Conclude(
        source,
        arrival.Method == "POST"
            ? source.Handshakes.AnswerUnsigned(Read(arrival, body), TermsOf(source), clock.GetUtcNow())
            : source.Handshakes.Answer(Read(arrival, body), TermsOf(source), source.Scheme, source.ReplayWindow, clock.GetUtcNow()));

    /// <summary>The answer to a signed handshake. What it says is read only once its signature is known to be valid.</summary>
    internal Admission.Handshake? AnswerSigned(Source source, Arrival arrival, ReadOnlyMemory<byte> body, Verification verdict) =>
        source.Handshakes.All.Count > 0 && IsSigned(verdict)
            ? Conclude(source, source.Handshakes.AnswerSigned(Read(arrival, body), TermsOf(source), source.Scheme, source.ReplayWindow, clock.GetUtcNow()))
            : null;

    // A handshake has no event, so that a scheme may miss an id or a type in it.
    private static bool IsSigned(Verification verdict) => verdict is not Verification.Refused { Why.Reason: not (RefusalReason.BodyMalformed or RefusalReason.BodyIncomplete) };

    private static HandshakeRequest Read(Arrival arrival, ReadOnlyMemory<byte> body) => new(arrival.Method) { Query = arrival.Query, Headers = arrival.Headers, Body = body };

    private static HandshakeTerms TermsOf(Source source) => new(source.Secrets) { VerifyToken = source.VerifyToken, AnswersNewSecrets = source.NewSecret is not null };

    private Admission.Handshake? Conclude(Source source, HandshakeOutcome? outcome)
    {
        switch (outcome)
        {
            case HandshakeOutcome.Answered answered:
                if (answered.By is { } by)
                {
                    // Some senders sign wrongly on purpose now and then: only this says that their secret is not broken.
                    uses.Note(source.Name, by.Fingerprint, clock.GetUtcNow());
                }

                if (answered.NewSecret is { } secret && source.NewSecret == NewSecret.Log && lines.TryTake(source.Name, nameof(Log.Introduced), LogLevel.Warning))
                {
                    Log.Introduced(logger, source.Name, secret);
                }

                return new Admission.Handshake(answered.Answer);
            case HandshakeOutcome.Unanswered unanswered when lines.TryTake(source.Name, nameof(Log.Unanswered), LogLevel.Warning):
                Log.Unanswered(logger, source.Name, unanswered.Problem);
                return null;
            default:
                return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: a handshake was not answered: {Problem}.")]
        public static partial void Unanswered(ILogger logger, string source, string problem);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: a caller introduced the secret {NewSecret}. Enter it here only after the sender has confirmed it, then remove NewSecret.")]
        public static partial void Introduced(ILogger logger, string source, string newSecret);
    }
}
