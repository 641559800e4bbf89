namespace Proof.Load;

/// <summary>One client: it has one call under way at a time.</summary>
internal interface ICaller : IDisposable
{
    /// <summary>Sends a delivery and gives the status of the answer.</summary>
    Task<int> CallAsync(Shot shot);
}
