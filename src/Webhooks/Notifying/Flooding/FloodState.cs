using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Webhooks.Notifying.Flooding;

/// <summary>The state of one fingerprint, of its rule and source, and of the channel's hour. Null where nothing is known.</summary>
public sealed record FloodState(SubjectFlood? Subject, RuleFlood? Rule, BudgetFlood? Budget)
{
    public static readonly FloodState Empty = new(null, null, null);
}

public sealed record FloodDecision(FloodState State, ChannelMessage? Message);

/// <summary>State of flood control that changes with time alone.</summary>
public interface IFlood
{
    DateTimeOffset Due { get; }

    /// <inheritdoc cref="Notification.BudgetScope" />
    string? BudgetScope { get; }
}

/// <summary>What a channel received about one fingerprint: one subject of one rule of one source.</summary>
public sealed record SubjectFlood : IFlood
{
    /// <summary>The latest failure; null when only a recovery is known.</summary>
    public Notification? Latest { get; init; }

    /// <summary>Null: the next failure is sent immediately.</summary>
    public DateTimeOffset? WindowEnds { get; init; }

    /// <summary>The most severe that was sent on its own in this window; null in rows of older versions.</summary>
    public Severity? Highest { get; init; }

    [JsonPropertyName("Untold")]
    public SuppressedCounts? Suppressed { get; init; }
    public int Total { get; init; }
    public DateTimeOffset Since { get; init; }

    /// <summary>When it first failed since it was last healthy, over all windows; null in rows of older versions.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>Failures since then.</summary>
    public int? Failures { get; init; }

    /// <summary>Whether a failure had its own message: then its recovery gets one, too.</summary>
    [JsonPropertyName("IsTold")]
    public bool IsNotified { get; init; }

    /// <summary>The rule's window that counted it last: a window counts each subject once.</summary>
    public DateTimeOffset? CountedIn { get; init; }
    public DateTimeOffset? RecoveredAt { get; init; }

    [JsonPropertyName("HeardAt")]
    public DateTimeOffset LastSeen { get; init; }

    public bool IsFailing => Latest is not null;

    internal SubjectFlood Fail(Notification failure, DateTimeOffset now) => this with
    {
        Latest = failure,
        FailingSince = IsFailing ? FailingSince ?? Since : failure.At,
        Failures = (IsFailing ? Failures ?? Total : 0) + (IsFailing && failure.IsCountedSince(FailingSince ?? Since) ? 0 : 1),
        LastSeen = now,
    };

    public string? BudgetScope => Latest?.BudgetScope;

    public DateTimeOffset Due => WindowEnds ?? LastSeen + FloodControl.Memory;
}

/// <summary>What a channel received by one rule of one source, about different subjects.</summary>
public sealed record RuleFlood : IFlood
{
    /// <summary>The latest that was counted, or the window's first.</summary>
    public required Notification Latest { get; init; }

    /// <summary>Until then further subjects are counted.</summary>
    public DateTimeOffset WindowEnds { get; init; }

    /// <inheritdoc cref="SubjectFlood.Highest" />
    public Severity? Highest { get; init; }

    public string? BudgetScope => Latest.BudgetScope;

    /// <summary>Subjects whose failure had its own message in this window.</summary>
    [JsonPropertyName("Told")]
    public IReadOnlyList<string> Notified { get; init; } = [];

    /// <summary>Subjects whose recovery had its own message in this window.</summary>
    [JsonPropertyName("ToldWell")]
    public IReadOnlyList<string> NotifiedRecoveries { get; init; } = [];
    public int Total { get; init; }
    public DateTimeOffset Since { get; init; }

    [JsonPropertyName("Untold")]
    public SuppressedCounts? Suppressed { get; init; }

    public DateTimeOffset Due => WindowEnds;
}

/// <summary>What a channel sent this hour, and what it held back.</summary>
public sealed record BudgetFlood : IFlood
{
    /// <summary>The rule whose budget it is; null for the channel's.</summary>
    public string? Scope { get; init; }
    public DateTimeOffset HourEnds { get; init; }
    public int Sent { get; init; }

    /// <summary>The most severe message of the hour; null in rows of older versions.</summary>
    public Severity? Highest { get; init; }
    public SuppressedCounts? Held { get; init; }

    [JsonPropertyName("TellHeldAt")]
    public DateTimeOffset? SendHeldAt { get; init; }

    /// <summary>Held notifications by source and rule.</summary>
    public IReadOnlyDictionary<string, int> HeldBy { get; init; } = new Dictionary<string, int>();

    public DateTimeOffset Due => SendHeldAt ?? HourEnds;

    public string? BudgetScope => Scope;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(SubjectFlood))]
[JsonSerializable(typeof(RuleFlood))]
[JsonSerializable(typeof(BudgetFlood))]
public sealed partial class FloodJson : JsonSerializerContext
{
    private static FloodJson Compact => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Write(IFlood flood) => JsonSerializer.Serialize(flood, flood.GetType(), Compact);

    public static T? Read<T>(string? text) where T : class, IFlood =>
        text is null ? null : (T?)JsonSerializer.Deserialize(text, typeof(T), Default);
}
