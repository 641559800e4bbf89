using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Handshakes;

/// <summary>What became of a request that has the form of a handshake.</summary>
public abstract record HandshakeOutcome
{
    private HandshakeOutcome()
    {
    }

    /// <summary>The request is answered, and nothing else is to be done with it.</summary>
    public sealed record Answered(HandshakeAnswer Answer) : HandshakeOutcome
    {
        /// <summary>The secret that signed the request; null when nothing did.</summary>
        public Secret? By { get; init; }

        /// <summary>The secret that the sender introduces, unverified: whoever reached the address may have sent it. Never log it unasked.</summary>
        public string? NewSecret { get; init; }
    }

    /// <summary>It is treated like any other request.</summary>
    /// <param name="Problem">What people need to know, without any value of the request.</param>
    public sealed record Unanswered(string Problem) : HandshakeOutcome;
}

/// <summary>The answer to a handshake. Send it with <c>X-Content-Type-Options: nosniff</c>.</summary>
/// <param name="Status">200 to 299.</param>
/// <param name="ContentType">Plain text or JSON.</param>
/// <param name="Body">Printable ASCII, apart from what the preset itself has; perhaps empty.</param>
/// <param name="Headers">Further headers.</param>
public sealed record HandshakeAnswer(int Status, string ContentType, string Body, IReadOnlyDictionary<string, string> Headers);
