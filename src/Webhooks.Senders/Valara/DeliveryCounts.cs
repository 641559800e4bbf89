using Webhooks.Senders.Reading;

namespace Webhooks.Senders.Valara;

// What the counts of a finished delivery say. Counts that are missing or no integers of at least 0 were left out when the body was read.
// https://docs.jacoballenmedia.com/api-reference/webhooks/events/media-delivery-completed
internal static class DeliveryCounts
{
    public const string Completed = "completed";
    public const string Partial = "partial";
    public const string Unknown = "unknown";

    public static string StateOf(MediaDelivered? data, EventContext context) =>
        data?.Summary?.FilesFailed > 0 ? Partial
        : data?.Summary is { FilesUploaded: not null, FilesFailed: not null, TotalBytes: not null } ? Completed
        // A page of Valara's has this type, and no counts for it.
        : context.EventType == "media.delivery.partial" ? Partial
        : Unknown;

    public static string Size(DeliverySummary? counts) => counts?.TotalBytes is { } bytes ? Quantity.Bytes(bytes) : "size unknown";

    public static string Unusable(DeliverySummary? counts) => string.Join(
        ", ",
        new[] { ("files_uploaded", counts?.FilesUploaded), ("files_failed", counts?.FilesFailed), ("total_bytes", counts?.TotalBytes) }
            .Where(count => count.Item2 is null).Select(count => count.Item1));
}
