namespace Webhooks.Notifying;

/// <summary>For the answering path: never waits, and drops notices when too many are queued.</summary>
public interface INoticeOutbox
{
    void Post(string source, DateTimeOffset at, Notice notice);
}
