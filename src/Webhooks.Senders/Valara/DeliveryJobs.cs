using Webhooks.Notifying;
using Webhooks.Senders.Reading;
using Webhooks.Status;

namespace Webhooks.Senders.Valara;

// A delivery job keeps its id over the sender's retries, so completed may follow failed. Valara's times are whole seconds; within one
// second the failure ranks higher.
internal static class DeliveryJobs
{
    private const string Kind = "delivery-job";

    // "message is a truncated (<= 1024 chars) human-readable description": characters beyond UTF-16's first plane are two here.
    private const int LongestMessage = 2048;

    public static IEnumerable<StatusChange> Delivered(ValaraEvent<MediaDelivered> body, EventContext context)
    {
        if (body.Data is { JobId: { Length: > 0 } job } data)
        {
            var state = DeliveryCounts.StateOf(data, context);
            yield return new StatusChange(
                Kind, job, state, context.At,
                $"Listing {Listings.Named(data.ListingNumber)}: {Format.Files(data.Summary?.FilesUploaded)} delivered to {Named(data.Destination)}, {Format.Number(data.Summary?.FilesFailed)} failed, {DeliveryCounts.Size(data.Summary)}")
            {
                IsUnhealthy = state != DeliveryCounts.Completed,
                Rank = state == DeliveryCounts.Completed ? 0 : 1,
                Details = Format.Details(
                    ("files_uploaded", Format.Number(data.Summary?.FilesUploaded)), ("files_failed", Format.Number(data.Summary?.FilesFailed)),
                    ("total_bytes", Format.Number(data.Summary?.TotalBytes)), ("duration_seconds", Format.Seconds(data.DurationSeconds)),
                    ("listing_number", data.ListingNumber), ("agency_id", data.AgencyId)),
            };
        }
    }

    public static IEnumerable<StatusChange> Failed(ValaraEvent<MediaDeliveryFailed> body, EventContext context)
    {
        if (body.Data is { JobId: { Length: > 0 } job } data)
        {
            yield return new StatusChange(
                Kind, job, "failed", context.At, $"Listing {Listings.Named(data.ListingNumber)}: nothing delivered to {Named(data.Destination)} ({CodeOf(data)})")
            {
                IsUnhealthy = true,
                Rank = 2,
                Details = Format.Details(
                    LongestMessage,
                    ("error_code", data.Error?.Code), ("error_message", data.Error?.Message), ("duration_seconds", Format.Seconds(data.DurationSeconds)),
                    ("listing_number", data.ListingNumber), ("agency_id", data.AgencyId)),
            };
        }
    }

    public static IEnumerable<Notice> AboutDelivered(ValaraEvent<MediaDelivered> body, EventContext context)
    {
        var (data, listing) = (body.Data, Listings.Named(body.Data?.ListingNumber));
        switch (DeliveryCounts.StateOf(data, context))
        {
            case DeliveryCounts.Partial:
                yield return ValaraRules.DeliveryPartial.About(
                    Kind, data?.JobId, context, $"Delivery of listing {listing} completed with missing files",
                    $"{Format.Files(data?.Summary?.FilesFailed)} did not reach {Named(data?.Destination)}; {Format.Number(data?.Summary?.FilesUploaded)} did. Job {JobOf(data?.JobId)}.",
                    "See in the Valara dashboard which files are missing and deliver those again.").Of(data?.ListingNumber);
                break;
            case DeliveryCounts.Unknown:
                yield return ValaraRules.DeliveryPartial.About(
                    Kind, data?.JobId, context, $"Delivery of listing {listing} completed, with counts that cannot be used",
                    $"Valara reports no usable {DeliveryCounts.Unusable(data?.Summary)} for {Named(data?.Destination)}. Whether files are missing is not known. Job {JobOf(data?.JobId)}.",
                    "Compare the folder with the listing in the Valara dashboard. If it happens again, tell Valara's support: counts must be integers of at least 0.").Of(data?.ListingNumber);
                break;
            default:
                if (data?.JobId is { Length: > 0 } job)
                {
                    yield return ValaraRules.DeliveryFailed.Recovery(
                        Kind, job, $"Delivery of listing {listing} succeeded",
                        $"{Format.Files(data.Summary?.FilesUploaded)} reached {Named(data.Destination)}. Job {JobOf(job)}.").Of(data.ListingNumber);
                }

                break;
        }
    }

    public static IEnumerable<Notice> AboutFailed(ValaraEvent<MediaDeliveryFailed> body, EventContext context)
    {
        var data = body.Data;
        var message = SafeText.Of(data?.Error?.Message ?? "", longest: 300);
        yield return ValaraRules.DeliveryFailed.About(
            Kind, data?.JobId, context, $"Delivery of listing {Listings.Named(data?.ListingNumber)} failed",
            $"No file reached {Named(data?.Destination)} ({CodeOf(data)}). Job {JobOf(data?.JobId)}.{(message.Length > 0 ? $" Valara says: {message}" : "")}",
            StorageFault.Remedy(data?.Error?.Code)).Of(data?.ListingNumber) with
        {
            Cause = CodeOf(data),
            Example = $"listing {Listings.Named(data?.ListingNumber)}, job {JobOf(data?.JobId)}",
        };
    }

    private static string Named(DeliveryDestination? to) => $"{SafeText.First(to?.Kind) ?? "the storage"} {SafeText.First(to?.FolderPath)}".TrimEnd();

    private static string CodeOf(MediaDeliveryFailed? data) => SafeText.First(data?.Error?.Code) ?? "no error code";

    private static string JobOf(string? job) => SafeText.First(job) ?? "unknown";
}
