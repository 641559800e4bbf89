using Proof.Load;
using Proof.Processes;

namespace Proof.Speed;

/// <summary>A contender that is a process of its own and is spoken to over HTTP.</summary>
internal sealed class Server(string name, Child child, int port, SettingsFile? settings) : IContender
{
    public string Name => name;

    public Child Process => child;

    public TimeSpan Processor => child.Processor;

    public long? Allocated => child.Allocated();

    public ICaller Connect() => new Connection(port);

    public ICaller ConnectAlone() => new Connection(port, isAlone: true);

    public void Dispose()
    {
        child.Dispose();
        settings?.Dispose();
    }
}
