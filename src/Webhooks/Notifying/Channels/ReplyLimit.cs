using MailKit;

namespace Webhooks.Notifying.Channels;

// Ends a conversation whose replies never end: MailKit keeps a whole reply in memory.
internal sealed class ReplyLimit : IProtocolLogger
{
    private const int MostBytes = 64 * 1024;
    private int bytes;

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    public void LogServer(byte[] buffer, int offset, int count)
    {
        bytes += count;
        if (bytes > MostBytes)
        {
            throw new IOException("The server sent more than 64 KiB.");
        }
    }

    public void LogConnect(Uri uri)
    {
    }

    public void LogClient(byte[] buffer, int offset, int count)
    {
    }

    public void Dispose()
    {
    }
}
