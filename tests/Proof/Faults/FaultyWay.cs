using Functions.Driver;
using Proof.Ordeal;

namespace Proof.Faults;

/// <summary>The way through the proxy that breaks things.</summary>
internal sealed class FaultyWay(FaultyStorage faulty) : Way
{
    public override string ConnectionString => faulty.ConnectionString;

    public FaultyStorage Storage => faulty;

    public override void Heal() => faulty.Do(_ => Fault.None);

    public override ValueTask DisposeAsync() => faulty.DisposeAsync();
}
