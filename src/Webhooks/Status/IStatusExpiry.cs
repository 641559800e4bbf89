namespace Webhooks.Status;

/// <summary>Finds what is over on the status board. Each call's cost grows with what it finds, never with the board.</summary>
public interface IStatusExpiry
{
    /// <summary>Ends states whose time is over, and removes resources that are gone or no longer reported; at most <paramref name="most" /> of each.</summary>
    Task<StatusExpired> ExpireAsync(string source, StatusOptions options, DateTimeOffset now, int most, CancellationToken cancellationToken);
}

public readonly record struct StatusExpired(int Ended, int Removed);
