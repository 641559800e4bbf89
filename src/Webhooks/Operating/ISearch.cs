namespace Webhooks.Operating;

/// <summary>Finds events and refused deliveries by what people know of them.</summary>
public interface ISearch
{
    /// <summary>One page, at bounded cost: two ranges of keys for each partition, and the row of each line.</summary>
    Task<SearchPage> FindAsync(SearchFilter filter, CancellationToken cancellationToken);

    /// <summary>Whether the text is what a page gave as <see cref="SearchPage.Continue" />.</summary>
    bool IsCursor(string text);
}

/// <summary>What is searched. Null does not narrow.</summary>
/// <param name="Text">A whole id, or its beginning and <c>*</c>.</param>
public sealed record SearchFilter(string Text)
{
    public const int LongestText = 1_000;

    public string? Source { get; init; }

    /// <summary>As <see cref="Events.EventTypePattern" /> has it. Refused deliveries have none.</summary>
    public string? EventType { get; init; }
    public DateTimeOffset? Since { get; init; }
    public string? After { get; init; }
    public int Limit { get; init; } = 50;

    /// <summary>Whether the text is the beginning of ids.</summary>
    public bool IsPrefix => Text.EndsWith('*');

    /// <summary>The text without what makes it a beginning.</summary>
    public string Id => (IsPrefix ? Text[..^1] : Text).Trim();
}
