using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime;
using System.Text;

/// <summary>
/// Runs inside a starting .NET process, by <c>DOTNET_STARTUP_HOOKS</c>, and notes when it gets how far, from events that .NET and ASP.NET Core raise by
/// themselves. Whoever connects to the socket named in <see cref="Variable" /> is told. The measured program knows nothing of it.
/// </summary>
internal sealed class StartTimeline : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    public const string Variable = "PROOF_START";
    public const string RuntimeIsUp = "runtime";
    public const string Asked = "asked";

    private readonly StringBuilder marks = new();

    public static void Begin(string path)
    {
        var timeline = new StartTimeline();
        timeline.Mark(RuntimeIsUp);
        AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) => timeline.Mark(loaded.LoadedAssembly.GetName().Name!);
        DiagnosticListener.AllListeners.Subscribe(timeline);
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        new Thread(() => timeline.Answer(listener)) { IsBackground = true, Name = nameof(StartTimeline) }.Start();
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name is "Microsoft.Extensions.Hosting" or "Microsoft.AspNetCore")
        {
            value.Subscribe(this);
        }
    }

    public void OnNext(KeyValuePair<string, object?> value) => Mark(value.Key);

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    // When, how many methods were compiled by then, and what happened.
    private void Mark(string what)
    {
        lock (marks)
        {
            marks.Append(CultureInfo.InvariantCulture, $"{Stopwatch.GetTimestamp()}\t{JitInfo.GetCompiledMethodCount()}\t{what}\n");
        }
    }

    private void Answer(Socket listener)
    {
        while (true)
        {
            using var asker = listener.Accept();
            Mark(Asked);
            lock (marks)
            {
                asker.Send(Encoding.UTF8.GetBytes(marks.ToString()));
            }
        }
    }
}
