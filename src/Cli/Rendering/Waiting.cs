namespace Cli.Rendering;

// Says on a person's terminal that an answer takes long, and takes it back when the answer is there.
internal sealed class Waiting(TextWriter error, bool isTerminal)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // While a progress bar has the terminal.
    public bool IsSuppressed { get; set; }

    public async Task<T> ForAsync<T>(string what, Task<T> answer)
    {
        if (!isTerminal || IsSuppressed)
        {
            return await answer;
        }

        var seconds = 0;
        while (await Task.WhenAny(answer, Task.Delay(Patience)) != answer)
        {
            await error.WriteAsync($"\r\u001b[K{what} {++seconds} s");
            await error.FlushAsync();
        }

        if (seconds > 0)
        {
            await error.WriteAsync("\r\u001b[K");
        }

        return await answer;
    }
}
