namespace Webhooks.Notifying;

/// <summary>Something people should hear of, before rules and channels have had their say.</summary>
/// <param name="Rule">The rule that found it, such as <c>valara.delivery-failed</c>.</param>
/// <param name="Subject">The thing it is about, such as <c>delivery-job deliver_01HX</c>. Rule and subject make the fingerprint.</param>
/// <param name="Severity">How bad it is, unless settings say otherwise.</param>
/// <param name="Title">One line.</param>
/// <param name="What">What happened.</param>
/// <param name="Next">What to do now.</param>
public sealed record Notice(string Rule, string Subject, Severity Severity, string Title, string What, string Next)
{
    /// <summary>Whether it says that the subject is well again: it ends the fingerprint instead of adding to it.</summary>
    public bool Recovered { get; init; }

    /// <summary>The kind and id of the status row it belongs to: a notice about what is no longer so is not sent.</summary>
    public string? StatusKind { get; init; }

    /// <summary>See <see cref="StatusKind" />.</summary>
    public string? StatusId { get; init; }
}
