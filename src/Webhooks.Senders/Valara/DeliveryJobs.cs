using Webhooks.Notifying;
using Webhooks.Senders.Reading;
using Webhooks.Status;

namespace Webhooks.Senders.Valara;

// A delivery job keeps its id over the sender's retries, so completed may follow failed. Valara's times are whole seconds; within one
// second the failure ranks higher.
internal static class DeliveryJobs
{
    private const string Kind = "delivery-job";

    public static IEnumerable<StatusChange> Delivered(ValaraEvent<MediaDelivered> body, EventContext context)
    {
        if (body.Data is not { JobId: { Length: > 0 } job } data)
        {
            yield break;
        }

        var partial = IsPartial(data, context);
        var uploaded = Format.Number(data.Summary?.FilesUploaded);
        var failed = Format.Number(data.Summary?.FilesFailed);
        yield return new StatusChange(
            Kind, job, partial ? "partial" : "completed", context.At,
            $"Listing {Listings.Named(data.ListingNumber)}: {Format.Files(data.Summary?.FilesUploaded)} delivered to {Named(data.Destination)}, {failed} failed")
        {
            IsUnhealthy = partial,
            Rank = partial ? 1 : 0,
            Details = Format.Details(("files_uploaded", uploaded), ("files_failed", failed), ("listing_number", data.ListingNumber)),
        };
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
                Details = Format.Details(("error_code", data.Error?.Code), ("listing_number", data.ListingNumber)),
            };
        }
    }

    public static IEnumerable<Notice> AboutDelivered(ValaraEvent<MediaDelivered> body, EventContext context)
    {
        var (data, listing) = (body.Data, Listings.Named(body.Data?.ListingNumber));
        if (IsPartial(data, context))
        {
            yield return ValaraRules.DeliveryPartial.About(
                Kind, data?.JobId, context, $"Delivery of listing {listing} completed with missing files",
                $"{Format.Files(data?.Summary?.FilesFailed)} did not reach {Named(data?.Destination)}; {Format.Number(data?.Summary?.FilesUploaded)} did. Job {JobOf(data?.JobId)}.",
                "See in the Valara dashboard which files are missing and deliver those again.");
        }
        else if (data?.JobId is { Length: > 0 } job)
        {
            yield return ValaraRules.DeliveryFailed.Recovery(
                Kind, job, $"Delivery of listing {listing} succeeded",
                $"{Format.Files(data.Summary?.FilesUploaded)} reached {Named(data.Destination)}. Job {JobOf(job)}.");
        }
    }

    public static IEnumerable<Notice> AboutFailed(ValaraEvent<MediaDeliveryFailed> body, EventContext context)
    {
        var data = body.Data;
        var message = SafeText.Of(data?.Error?.Message ?? "", longest: 300);
        yield return ValaraRules.DeliveryFailed.About(
            Kind, data?.JobId, context, $"Delivery of listing {Listings.Named(data?.ListingNumber)} failed",
            $"No file reached {Named(data?.Destination)} ({CodeOf(data)}). Job {JobOf(data?.JobId)}.{(message.Length > 0 ? $" Valara says: {message}" : "")}",
            StorageFault.Remedy(data?.Error?.Code));
    }

    // Without a count, the event type decides.
    private static bool IsPartial(MediaDelivered? data, EventContext context) =>
        data?.Summary?.FilesFailed is { } failed ? failed > 0 : context.EventType == "media.delivery.partial";

    private static string Named(DeliveryDestination? to) => $"{SafeText.First(to?.Kind) ?? "the storage"} {SafeText.First(to?.FolderPath)}".TrimEnd();

    private static string CodeOf(MediaDeliveryFailed? data) => SafeText.First(data?.Error?.Code) ?? "no error code";

    private static string JobOf(string? job) => SafeText.First(job) ?? "unknown";
}
