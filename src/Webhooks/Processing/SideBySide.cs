namespace Webhooks.Processing;

internal static class SideBySide
{
    /// <summary>Does all of it at once. What one of them throws is thrown when all are done.</summary>
    public static async Task WhenAllAsync<T>(IEnumerable<T> items, Func<T, Task> run)
    {
        var all = Task.WhenAll(items.Select(run));
        try
        {
            await all;
        }
        catch (Exception) when (all.Exception is { InnerExceptions.Count: > 1 } several)
        {
            throw several;
        }
    }
}
