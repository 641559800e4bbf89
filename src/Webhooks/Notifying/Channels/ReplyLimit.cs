using MailKit;

namespace Webhooks.Notifying.Channels;

/// <summary>Ends a conversation in which the server talks without end: MailKit keeps a reply in memory however long it is.</summary>
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
            throw new IOException("The server's replies do not end.");
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
