using System.Text;
using Azure.Storage.Queues;
using LocalHost.Discovery;
using LocalHost.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LocalHost.Queues;

/// <summary>What the queue extension does with one message: run, then delete, show again or move to the poison queue.</summary>
internal sealed partial class MessageRun(Function function, QueueClient? poison, QueueSettings settings, IServiceProvider services, ILogger logger)
{
    public async Task RunAsync(HeldMessage message, CancellationToken cancellationToken)
    {
        if (message.DequeueCount > settings.MaxDequeueCount)
        {
            await PoisonAsync(message);
        }
        else if (Decode(message.Text) is not { } text)
        {
            // No later attempt could read it.
            Log.Unreadable(logger, function.Name);
            await PoisonAsync(message);
        }
        else if (await SucceedsAsync(message, text, cancellationToken))
        {
            await message.DeleteAsync();
        }
        else if (poison is not null && message.DequeueCount >= settings.MaxDequeueCount)
        {
            await PoisonAsync(message);
        }
        else if (poison is not null)
        {
            await message.ShowAfterAsync(settings.VisibilityTimeout);
        }

        // A message of a poison queue that failed stays hidden until its time is over, so that it cannot spin.
    }

    private async Task<bool> SucceedsAsync(HeldMessage message, string text, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = services.CreateAsyncScope();
            await message.WhileAsync(() => function.RunAsync(scope.ServiceProvider, new(text, cancellationToken)));
            return true;
        }
        catch (Exception failure)
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                Log.Failed(logger, failure, function.Name, message.DequeueCount, settings.MaxDequeueCount);
            }

            return false;
        }
    }

    private async Task PoisonAsync(HeldMessage message)
    {
        if (poison is not null)
        {
            await poison.CreateIfNotExistsAsync();
            await poison.SendMessageAsync(message.Text);
            await message.DeleteAsync();
            Log.Poisoned(logger, function.Name, poison.Name);
        }
    }

    private string? Decode(string text)
    {
        if (settings.Encoding == QueueMessageEncoding.None)
        {
            return text;
        }

        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) ? Encoding.UTF8.GetString(bytes, 0, count) : null;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Function} failed, run {Run} of {Most}.")]
        public static partial void Failed(ILogger logger, Exception failure, string function, long run, int most);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Function} cannot get a message that is not Base64, the encoding that host.json asks for.")]
        public static partial void Unreadable(ILogger logger, string function);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Function}: message moved to queue {Queue}.")]
        public static partial void Poisoned(ILogger logger, string function, string queue);
    }
}
