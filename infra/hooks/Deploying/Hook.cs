using Azure.Identity;

namespace Deploying;

/// <summary>A program that azd runs: what cannot be done is told in a sentence, not in a stack trace.</summary>
public static class Hook
{
    public static async Task<int> RunAsync(Func<CancellationToken, Task> work)
    {
        using var cancellationToken = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            cancellationToken.Cancel();
        };
        try
        {
            await work(cancellationToken.Token);
            return 0;
        }
        catch (CannotDeployException cannot)
        {
            await Console.Error.WriteLineAsync(cannot.Message);
            return 1;
        }
        catch (AuthenticationFailedException failure)
        {
            await Console.Error.WriteLineAsync($"You are not logged in to Azure, or not as someone who may do this: {SignedIn.HowToLogIn}{Environment.NewLine}{failure.Message}");
            return 1;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped.");
            return 1;
        }
    }
}
