namespace Webhooks.Storage.Grouping;

internal enum Fit
{
    /// <summary>It belongs to the group.</summary>
    Joins,

    /// <summary>It cannot go together with those that are in it.</summary>
    Later,

    /// <summary>The group takes no more.</summary>
    Full,

    /// <summary>It no longer waits.</summary>
    Gone,
}
