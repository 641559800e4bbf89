namespace Webhooks.Readmitting;

/// <param name="KnownAlready">Verified, but the event exists already.</param>
/// <param name="StillRefused">By reason code.</param>
public sealed record ReadmitRun(int Readmitted, int KnownAlready, IReadOnlyDictionary<string, int> StillRefused, string? Continue)
{
    /// <summary>Verified copies of an event that was admitted under another type: the type is not signed. They stay refused.</summary>
    public IReadOnlyList<ConflictingCopy> Conflicting { get; init => field = value ?? []; } = [];
}

/// <param name="Id">Of the refused delivery.</param>
/// <param name="AdmittedAs">The type of the event that was admitted first.</param>
public sealed record ConflictingCopy(string Id, string EventId, string EventType, string AdmittedAs);
