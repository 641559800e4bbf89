using Webhooks.Signatures.Handshakes;
using Webhooks.Signatures.Presets;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Webhooks;

/// <summary>A configured sender: its name in the URL, its scheme, its secrets and its limits.</summary>
public sealed record Source
{
    /// <summary>The largest body the event's row can hold beside its other columns in one 1 MiB entity, in bytes.</summary>
    public const int LargestRowBody = 768 * 1024;

    /// <summary>The largest body that any source may take, in bytes.</summary>
    public const int LargestBody = 25 * 1024 * 1024;

    /// <summary>How long an event stays in the ledger unless the source says otherwise.</summary>
    public static readonly TimeSpan DefaultRetention = TimeSpan.FromDays(30);

    /// <summary>How long a sender may wait for the answer unless the source says otherwise.</summary>
    public static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(8);

    /// <summary>Lower-case letters, digits and hyphens; part of the URL and of the ledger's partition key.</summary>
    public required string Name { get; init; }

    /// <summary>How the sender signs.</summary>
    public required SignatureScheme Scheme { get; init; }

    /// <summary>Every configured secret; any that is active may match.</summary>
    public required IReadOnlyList<Secret> Secrets { get; init; }

    /// <summary>Whether deliveries are verified by keys that the sender publishes: a configured secret takes their place.</summary>
    public bool TakesPublishedKeys => Secrets.Count == 0 && Scheme.Publication is not null;

    /// <summary>How far a signed time may be from now, both ways.</summary>
    public required TimeSpan ReplayWindow { get; init; }

    /// <summary>What a replay is answered.</summary>
    public ReplayAnswer OnReplay { get; init; } = ReplayAnswer.Reject;

    /// <summary>What makes two deliveries the same event.</summary>
    public Deduplicate Deduplicate { get; init; } = Deduplicate.ByEventId;

    /// <summary>Whether a delivery of a dead letter redrives it.</summary>
    public SenderRedrive SenderRedrive { get; init; } = SenderRedrive.Proven;

    /// <summary>Ledger partitions the source is spread over; 1 keeps nonces unique over the whole source.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>Time from arrival to answer, after which the response is 503.</summary>
    public TimeSpan Deadline { get; init; } = DefaultDeadline;

    /// <summary>Time from arrival to the end of the body, a part of <see cref="Deadline" />: a sender that is slow is no storage that is.</summary>
    public TimeSpan BodyDeadline { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>The largest body accepted, in bytes.</summary>
    public int MaxBodyBytes { get; init; } = LargestRowBody;

    /// <summary>Whether some of its bodies are too large for a row.</summary>
    public bool TakesLargeBodies => MaxBodyBytes > LargestRowBody;

    /// <summary>Null when compressed bodies are verified as received only.</summary>
    public Decompression? Decompression { get; init; }

    /// <summary>How long an event stays in the ledger after it arrived.</summary>
    public TimeSpan Retention { get; init; } = DefaultRetention;

    /// <summary>Dotted JSON paths whose values never leave the ledger.</summary>
    public IReadOnlyList<string> Redact { get; init; } = [];

    /// <summary>What its events can be searched by, beside their ids.</summary>
    public SearchScope Search { get; init; } = SearchScope.Subject;

    /// <summary>What the sender may ask before it sends events.</summary>
    public HandshakeList Handshakes { get; init; } = HandshakeList.None;

    /// <summary>The token that proves a handshake to be meant for this source; null when none is configured.</summary>
    public string? VerifyToken { get; init; }

    /// <summary>What a sender gets that introduces a secret; null: an answer only while there is none.</summary>
    public NewSecret? NewSecret { get; init; }

    /// <summary>What is answered when a delivery was accepted; null for the receiver's own answers.</summary>
    public AnswerSettings? Answer { get; init; }

    /// <summary>The receiver that the source was moved to: its deliveries are passed on, and none is admitted here. What is in the ledger is processed here.</summary>
    public Uri? MovedTo { get; init; }

    /// <summary>
    /// The storage of the receiver that the source was moved from, as settings name it; perhaps with a key. Events and nonces that are in its ledger are known here.
    /// </summary>
    public string? MovedFrom { get; init; }

    /// <summary>The name: a record would print the token.</summary>
    public override string ToString() => Name;

    /// <summary>
    /// How long a consumed nonce is remembered. A delivery signed one window ahead of our clock stays fresh for two
    /// windows; the margin covers clocks that are set back meanwhile.
    /// </summary>
    public TimeSpan NonceLife => TimeSpan.FromTicks(Math.Max((2 * ReplayWindow).Ticks, TimeSpan.FromMinutes(10).Ticks)) + TimeSpan.FromMinutes(1);
}

/// <summary>Whether a delivery of a dead letter redrives it.</summary>
public enum SenderRedrive
{
    /// <summary>If it was signed after the event was dead-lettered.</summary>
    Proven,

    /// <summary>Also, in limits, where the sender signs no time of sending, so that a captured delivery looks like a new one.</summary>
    Allow,

    /// <summary>No: only an operator here redrives.</summary>
    Never,
}

/// <summary>What events can be searched by, beside their ids. Each value is a row more that is written and removed with its event.</summary>
public enum SearchScope
{
    /// <summary>Nothing else.</summary>
    None,

    /// <summary>What they are about, and the sender's id of the delivery.</summary>
    Subject,

    /// <summary>Further ids in headers and body, too.</summary>
    All,
}

/// <summary>The response to a consumed nonce that is seen again.</summary>
public enum ReplayAnswer
{
    /// <summary>409: an attack, or a repeat indistinguishable from one.</summary>
    Reject,

    /// <summary>200: for teams whose sender sends identical bytes again when it retries.</summary>
    Acknowledge,
}

/// <summary>What a sender gets that introduces a secret with its handshake.</summary>
public enum NewSecret
{
    /// <summary>An answer, also when the source has a secret already.</summary>
    Answer,

    /// <summary>The same, and the secret is logged for whoever enters it.</summary>
    Log,
}

/// <summary>What makes two deliveries the same event.</summary>
public enum Deduplicate
{
    /// <summary>The same event id.</summary>
    ByEventId,

    /// <summary>Nothing: each delivery is an event of its own, and a sender's retry is one more. For senders whose events cannot be told apart.</summary>
    None,
}

/// <summary>Whether an event id may come from values that are not signed.</summary>
public enum UnsignedId
{
    /// <summary>No: whoever has captured a delivery could send it again as a new event.</summary>
    Refuse,

    /// <summary>Yes, also at that price.</summary>
    Accept,
}
