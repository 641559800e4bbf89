namespace Webhooks.Processing;

internal static class SideBySide
{
    /// <summary>Waits for all of them. What several throw is thrown together.</summary>
    public static async Task WhenAllAsync(IEnumerable<Task> tasks)
    {
        var all = Task.WhenAll(tasks);
        try
        {
            await all;
        }
        catch (Exception) when (all.Exception is { InnerExceptions.Count: > 1 } several)
        {
            throw several;
        }
    }

    /// <summary>What there is once all have ended. Who waits for them one by one hears of what they throw.</summary>
    public static async Task<IReadOnlyList<T>> ResultsAsync<T>(IReadOnlyList<Task<T?>> tasks)
        where T : class
    {
        await ((Task)Task.WhenAll(tasks)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return [.. tasks.Where(task => task.IsCompletedSuccessfully).Select(task => task.Result).OfType<T>()];
    }
}
