using System.Runtime.CompilerServices;

namespace Cli.Rendering;

internal static class ConsoleKeys
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    // The keys that are pressed, as characters. Asking in pauses leaves Ctrl+C to whoever handles it.
    public static async IAsyncEnumerable<char> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            while (Console.KeyAvailable)
            {
                yield return Console.ReadKey(intercept: true).KeyChar;
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }
}
