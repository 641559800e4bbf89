using System.Text.Json.Serialization;

namespace Webhooks.Notifying;

/// <param name="Severity">The default; settings and events may change it.</param>
/// <param name="Description">One line for the documentation.</param>
public sealed record NotificationRule(string Name, Severity Severity, string Description)
{
    /// <summary>Off unless settings enable it.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Anyone can cause it without a signature, and any number of it: it is folded over all sources, and has a small budget of its own.</summary>
    public bool FromCallers { get; init; }

    /// <inheritdoc cref="NoticeScope" />
    public NoticeScope List { get; init; }

    /// <summary>Not tied to a row of the status board.</summary>
    public Notice Notice(string subject, string title, string what, string next) =>
        new(Name, subject, Severity, title, what, next) { FromCallers = FromCallers, List = List };

    /// <summary>About a resource on the status board.</summary>
    public Notice About(string kind, string id, string title, string what, string next) =>
        Notice($"{kind} {Printable.Of(id)}", title, what, next) with { StatusKind = kind, StatusId = id };

    /// <summary>The recovery of a resource on the status board. Sent only where its failure was.</summary>
    public Notice Recovery(string kind, string id, string title, string what) =>
        About(kind, id, title, what, "") with { Recovered = true, Severity = Severity.Info };
}

/// <summary>Something to notify people of, before settings and channels are applied. Rule and subject make the fingerprint.</summary>
/// <param name="Rule">Such as <c>valara.delivery-failed</c>.</param>
/// <param name="Subject">Such as <c>delivery-job deliver_01HX</c>.</param>
public sealed record Notice(string Rule, string Subject, Severity Severity, string Title, string What, string Next)
{
    /// <summary>Why, as the sender names it for machines, such as an error code: digests count by it. Null where it does not.</summary>
    public string? Cause { get; init; }

    /// <summary>How a digest names this one among others of its cause; null: not at all.</summary>
    public string? Example { get; init; }

    /// <inheritdoc cref="NoticeScope" />
    public NoticeScope List { get; init; }

    /// <summary>Whole, as that list is filtered by it.</summary>
    public string? EventType { get; init; }

    /// <summary>The time that the list is filtered by; null: that of the notification.</summary>
    public DateTimeOffset? ListedAt { get; init; }

    /// <summary>What to run, where it is not the command of its list.</summary>
    public string? Command { get; init; }

    /// <summary>When the same event was last reported for the same reason: it is counted once.</summary>
    public DateTimeOffset? ReportedAt { get; init; }

    /// <summary>Ends the fingerprint instead of adding to it.</summary>
    public bool Recovered { get; init; }

    /// <summary>The resource on the status board that it is about, or about a part of: it gives the name that people use.</summary>
    [JsonIgnore]
    public (string Kind, string Id)? PartOf { get; init; }

    /// <summary>Stays true whatever the status row says later.</summary>
    public bool Stays { get; init; }

    /// <inheritdoc cref="NotificationRule.FromCallers" />
    public bool FromCallers { get; init; }

    /// <summary>The status row it belongs to: a notice that the row no longer confirms is not sent.</summary>
    public string? StatusKind { get; init; }
    public string? StatusId { get; init; }

    /// <summary>Ids and names, by which channels can be chosen, of whom it concerns: an endpoint and its workspace, a site, an agency.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Owners { get; init; } = [];
}

public enum Severity
{
    Info,

    /// <summary>Needs attention during working hours.</summary>
    Warning,
    Error,

    /// <summary>Needs attention at once.</summary>
    Critical,
}
