using System.Security.Cryptography;
using System.Text;
using Webhooks.Signatures.Content;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Handshakes;

/// <summary>A handshake whose settings were read and checked.</summary>
public sealed class Handshake
{
    private readonly IReadOnlyList<(HandshakePlace Place, string Value)> when;
    private readonly HandshakePlace? challenge;
    private readonly HandshakePlace? token;
    private readonly AnswerTemplate body;
    private readonly IReadOnlyDictionary<string, AnswerTemplate> headers;

    internal Handshake(HandshakeSettings settings, HandshakeParts parts)
    {
        Settings = settings;
        (when, challenge, token, body, headers) = (parts.When, parts.Challenge, parts.Token, parts.Body, parts.Headers);
    }

    public HandshakeSettings Settings { get; }

    /// <summary>Whether the answer is a signature of the caller's text.</summary>
    internal bool Signs => body.HasMac || headers.Values.Any(header => header.HasMac);

    /// <summary>Whether the request has the form of this handshake. Nothing of it is verified.</summary>
    internal bool Matches(string method, HandshakeValues values) =>
        method == Settings.Method && when.All(one => values.Matches(one.Place, one.Value)) && (challenge is null || values.Text(challenge) is not null);

    /// <summary>The answer to a request that matches.</summary>
    /// <param name="signer">The secret that signed the request; for one that is not signed, an active one.</param>
    internal HandshakeOutcome Answer(HandshakeValues values, HandshakeTerms terms, Secret? signer)
    {
        var text = challenge is null ? "" : values.Text(challenge)!;
        var problem = this switch
        {
            _ when challenge is not null && !ChallengeText.IsEchoed(text) => ChallengeText.Problem,
            _ when Signs && !ChallengeText.IsSigned(text) => ChallengeText.TokenProblem,
            _ when token is not null && terms.VerifyToken is null => "the source has no VerifyToken; set it to the token that was entered at the sender",
            _ when token is not null && !terms.IsToken(values.Text(token) ?? "") => "its token is not the source's VerifyToken",
            _ when Settings.Secret == SecretDelivery.Within && terms.Secrets.Count > 0 && !terms.AnswersNewSecrets =>
                "it brings a secret, and the source has one; set NewSecret to Answer while you expect another",
            _ when Signs && signer?.Keys[0].IsPublic != false => "the source has no active secret to answer with",
            _ => null,
        };
        if (problem is not null)
        {
            return new HandshakeOutcome.Unanswered(problem);
        }

        var mac = Signs ? HMACSHA256.HashData(signer!.Keys[0].Bytes.Span, Encoding.ASCII.GetBytes(text)) : [];
        return new HandshakeOutcome.Answered(new(
            Settings.Status ?? 200, Settings.ContentType ?? HandshakeParts.PlainText, body.Fill(text, mac), headers.ToDictionary(header => header.Key, header => header.Value.Fill(text, mac))))
        {
            By = Settings.IsSigned ? signer : null,
            NewSecret = Settings.Secret == SecretDelivery.Within ? text : null,
        };
    }
}
