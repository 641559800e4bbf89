namespace Webhooks.Operating;

/// <summary>A page may be shorter than asked for, and still not be the last.</summary>
public sealed record SearchPage(DateTimeOffset At, IReadOnlyList<SearchLine> Lines, string? Continue);

/// <param name="Line">As in the delivery log. Of a refused delivery, nothing vouches for what it was found by.</param>
/// <param name="By">What it was found by, as <see cref="Searching.SearchId" /> names it.</param>
/// <param name="Matched">The value, without secrets.</param>
public sealed record SearchLine(LogLine Line, string By, string Matched);
