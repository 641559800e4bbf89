namespace Functions.Tests.Deploying;

/// <summary>Builds that tests start, one at a time: they write into the same folders of the projects that they share.</summary>
internal static class DotnetBuild
{
    private static readonly SemaphoreSlim Turn = new(1);

    public static async Task InTurnAsync(Func<Task> build)
    {
        await Turn.WaitAsync();
        try
        {
            await build();
        }
        finally
        {
            Turn.Release();
        }
    }
}
