namespace Webhooks.Notifying;

/// <param name="Severity">The default; settings and events may change it.</param>
/// <param name="Description">One line for the documentation.</param>
public sealed record NotificationRule(string Name, Severity Severity, string Description)
{
    /// <summary>Not tied to a row of the status board.</summary>
    public Notice Notice(string subject, string title, string what, string next) =>
        new(Name, subject, Severity, title, what, next);

    /// <summary>About a resource on the status board.</summary>
    public Notice About(string kind, string id, string title, string what, string next) =>
        Notice($"{kind} {Printable.Of(id)}", title, what, next) with { StatusKind = kind, StatusId = id };

    /// <summary>The recovery of a resource on the status board. Sent only where its failure was.</summary>
    public Notice Over(string kind, string id, string title, string what) =>
        About(kind, id, title, what, "Nothing to do.") with { Recovered = true, Severity = Severity.Info };
}
