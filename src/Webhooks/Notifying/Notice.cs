namespace Webhooks.Notifying;

/// <summary>Something to notify people of, before settings and channels are applied. Rule and subject make the fingerprint.</summary>
/// <param name="Rule">Such as <c>valara.delivery-failed</c>.</param>
/// <param name="Subject">Such as <c>delivery-job deliver_01HX</c>.</param>
public sealed record Notice(string Rule, string Subject, Severity Severity, string Title, string What, string Next)
{
    /// <summary>Ends the fingerprint instead of adding to it.</summary>
    public bool Recovered { get; init; }

    /// <summary>The status row it belongs to: a notice that the row no longer confirms is not sent.</summary>
    public string? StatusKind { get; init; }
    public string? StatusId { get; init; }
}
