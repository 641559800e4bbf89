namespace Webhooks.Status;

/// <param name="Retention">How long the row of a resource is kept that is no longer reported.</param>
public sealed record StatusOptions(TimeSpan Retention)
{
    public static readonly TimeSpan DefaultRetention = TimeSpan.FromDays(365);

    /// <summary>For resources that no longer exist at their sender. Longer than late events take, which would bring the row back.</summary>
    public TimeSpan GoneRetention => Retention < Longest ? Retention : Longest;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);
}
