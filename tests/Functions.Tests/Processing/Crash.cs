namespace Functions.Tests.Processing;

/// <summary>Two instances over one account. The first runs the event and does not come back, as a worker that was killed does not.</summary>
internal sealed class Crash : IAsyncDisposable
{
    private readonly TaskCompletionSource release = new();
    private ReceiverApp first = null!;
    private Task run = Task.CompletedTask;

    /// <summary>The instance that lives.</summary>
    public ReceiverApp App { get; private set; } = null!;

    public string Message { get; private set; } = "";

    public static async Task<Crash> StartAsync(string account, ScriptedHandler handler, Func<ReceiverApp, Task>? before = null)
    {
        var crash = new Crash();
        var hanging = new ScriptedHandler((_, _) => crash.release.Task);
        crash.first = await ReceiverApp.StartAsync(account, handler: hanging);
        crash.App = await ReceiverApp.StartAsync(account, handler: handler, clock: crash.first.Clock);
        crash.Message = await crash.first.AcceptAsync();
        await (before?.Invoke(crash.first) ?? Task.CompletedTask);
        crash.run = crash.first.ProcessAsync(crash.Message);
        await Eventually.Async(() => Task.FromResult(hanging.Calls.Count == 1));
        return crash;
    }

    /// <summary>The first run comes back after all.</summary>
    public Task EndAsync(Exception failure)
    {
        release.TrySetException(failure);
        return run;
    }

    public async ValueTask DisposeAsync()
    {
        release.TrySetResult();
        await run;
        await App.DisposeAsync();
        await first.DisposeAsync();
    }
}
