namespace Webhooks.Notifying;

/// <summary>Takes notices from where nothing may be waited for: a sender's answer is not late because people are told something.</summary>
public interface INoticeOutbox
{
    /// <summary>Takes a notice, or drops it when too many are waiting.</summary>
    void Post(string source, DateTimeOffset at, Notice notice);
}
