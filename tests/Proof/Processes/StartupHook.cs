using System.Net.Sockets;
using System.Text;

/// <summary>
/// Runs inside a measured .NET process, by <c>DOTNET_STARTUP_HOOKS</c>, and tells what the process has allocated to whoever connects to
/// the socket named in <see cref="Variable" />. The measured program knows nothing of it.
/// </summary>
internal static class StartupHook
{
    public const string Variable = "PROOF_ALLOCATIONS";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(StartTimeline.Variable) is { } timeline)
        {
            StartTimeline.Begin(timeline);
        }

        if (Environment.GetEnvironmentVariable(Variable) is { } path)
        {
            var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            listener.Bind(new UnixDomainSocketEndPoint(path));
            listener.Listen();
            new Thread(() => Answer(listener)) { IsBackground = true, Name = nameof(StartupHook) }.Start();
        }
    }

    private static void Answer(Socket listener)
    {
        while (true)
        {
            using var asker = listener.Accept();
            asker.Send(Encoding.ASCII.GetBytes($"{GC.GetTotalAllocatedBytes(precise: false)}"));
        }
    }
}
