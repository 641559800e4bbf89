using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime;
using System.Text;

/// <summary>
/// Runs inside a starting .NET process, by <c>DOTNET_STARTUP_HOOKS</c>, and notes when it gets how far, from events that .NET and ASP.NET Core raise by
/// themselves. Whoever connects to the socket named in <see cref="Variable" /> is told.
/// </summary>
internal sealed class StartTimeline : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    public const string Variable = "PROOF_START";

    private readonly List<string> marks = [];
    private readonly Lock gate = new();

    public static void Begin(string path)
    {
        var timeline = new StartTimeline();
        var jit = Environment.GetEnvironmentVariable("PROOF_JIT") is not null ? new JitList() : null;
        timeline.Mark("Runtime");
        AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) => timeline.Mark("load " + loaded.LoadedAssembly.GetName().Name);
        DiagnosticListener.AllListeners.Subscribe(timeline);
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        new Thread(() => timeline.Answer(listener)) { IsBackground = true, Name = nameof(StartTimeline) }.Start();
    }

    public void OnNext(DiagnosticListener listener)
    {
        if (listener.Name is "Microsoft.Extensions.Hosting" or "Microsoft.AspNetCore" or "HttpHandlerDiagnosticListener")
        {
            listener.Subscribe(this);
        }
    }

    public void OnNext(KeyValuePair<string, object?> happened) => Mark(happened.Key);

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    private void Mark(string what)
    {
        lock (gate)
        {
            marks.Add(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetTimestamp()}\t{JitInfo.GetCompilationTime().Ticks}\t{JitInfo.GetCompiledMethodCount()}\t{what}"));
        }
    }

    private void Answer(Socket listener)
    {
        while (true)
        {
            using var asker = listener.Accept();
            Mark("asked");
            if (Environment.GetEnvironmentVariable("PROOF_JIT") is { } file)
            {
                lock (JitList.Methods)
                {
                    File.WriteAllLines(file, JitList.Methods);
                }
            }

            lock (gate)
            {
                asker.Send(Encoding.UTF8.GetBytes(string.Join('\n', marks)));
            }
        }
    }
}
