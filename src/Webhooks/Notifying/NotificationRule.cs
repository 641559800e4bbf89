namespace Webhooks.Notifying;

/// <summary>Something that people should hear of when an event says it.</summary>
/// <param name="Name">What settings call it, such as <c>valara.delivery-failed</c>.</param>
/// <param name="Severity">How bad it is, unless settings or the event say otherwise.</param>
/// <param name="Description">One line for the documentation.</param>
public sealed record NotificationRule(string Name, Severity Severity, string Description)
{
    /// <summary>A notice that belongs to no row of the status board.</summary>
    public Notice Notice(string subject, string title, string what, string next) =>
        new(Name, subject, Severity, title, what, next);

    /// <summary>A notice about a thing on the status board.</summary>
    public Notice About(string kind, string id, string title, string what, string next) =>
        Notice($"{kind} {Printable.Of(id)}", title, what, next) with { StatusKind = kind, StatusId = id };

    /// <summary>The notice that a thing on the status board is well again. It counts only if the thing was wrong before.</summary>
    public Notice Over(string kind, string id, string title, string what) =>
        About(kind, id, title, what, "Nothing to do.") with { Recovered = true, Severity = Severity.Info };
}
