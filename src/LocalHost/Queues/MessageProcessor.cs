using System.Text;
using LocalHost.Discovery;
using LocalHost.Settings;

namespace LocalHost.Queues;

// Like the queue extension: runs the function, then deletes the message, shows it again, or moves it to the poison queue.
internal sealed partial class MessageProcessor(Function function, QueueClient? poison, QueueSettings settings, IServiceProvider services, ILogger logger)
{
    public async Task RunAsync(LeasedMessage message, CancellationToken cancellationToken)
    {
        if (message.DequeueCount > settings.MaxDequeueCount)
        {
            await PoisonAsync(message);
        }
        else if (Decode(message.Text) is not { } text)
        {
            // No later attempt can read it.
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

        // A failed message of a poison queue stays hidden until its lease ends, so that it is not retried at once.
    }

    private async Task<bool> SucceedsAsync(LeasedMessage message, string text, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = services.CreateAsyncScope();
            await message.HoldWhileAsync(() => function.RunAsync(scope.ServiceProvider, new(text, cancellationToken) { DequeueCount = message.DequeueCount }));
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

    private async Task PoisonAsync(LeasedMessage message)
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

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Function}: a message is not Base64, the encoding in host.json.")]
        public static partial void Unreadable(ILogger logger, string function);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Function}: message moved to queue {Queue}.")]
        public static partial void Poisoned(ILogger logger, string function, string queue);
    }
}
