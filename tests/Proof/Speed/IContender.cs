using Proof.Load;

namespace Proof.Speed;

/// <summary>What takes deliveries and is measured at it.</summary>
internal interface IContender : IDisposable
{
    string Name { get; }

    /// <summary>Processor time of its process so far.</summary>
    TimeSpan Processor { get; }

    /// <summary>Bytes its process has allocated so far; null where nobody counts them.</summary>
    long? Allocated { get; }

    ICaller Connect();

    /// <summary>The only client there is meanwhile.</summary>
    ICaller ConnectAlone() => Connect();
}
