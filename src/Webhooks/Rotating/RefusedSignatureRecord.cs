namespace Webhooks.Rotating;

/// <summary>When signatures of a source matched no secret, since its last delivery that verified.</summary>
public sealed record RefusedSignatureRecord(string Source, IReadOnlyList<DateTimeOffset> Times)
{
    /// <summary>So many refusals, and none verified, mean a broken secret.</summary>
    public const int Enough = 3;

    /// <summary>When people were notified of the broken secret.</summary>
    public DateTimeOffset? NotifiedAt { get; init; }

    /// <summary>Null when it is not stored.</summary>
    public string? Version { get; init; }

    // The first ones tell how long it has lasted. The last ones are those that remain when a delivery verified between them.
    public RefusedSignatureRecord With(IEnumerable<DateTimeOffset> times)
    {
        var all = Times.Concat(times).Order().ToArray();
        return this with { Times = all.Length <= 2 * Enough ? all : [.. all[..Enough], .. all[^Enough..]] };
    }

    public RefusedSignatureRecord Since(DateTimeOffset verified) => this with { Times = [.. Times.Where(time => time > verified)] };
}
