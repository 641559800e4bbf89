using Webhooks.Notifying;
using Webhooks.Senders.Reading;
using Webhooks.Signatures.Deliveries;
using Webhooks.Status;

namespace Webhooks.Senders.Valara;

/// <summary>
/// Delivery jobs: a job keeps its id over the sender's own retries, so completed may follow failed. Valara's times are whole seconds;
/// within one, trouble ranks higher.
/// </summary>
internal static class DeliveryJobs
{
    private const string Kind = "delivery-job";

    public static IEnumerable<StatusChange> Delivered(ValaraEvent<MediaDelivered> said, EventContext on)
    {
        if (said.Data is not { JobId: { Length: > 0 } job } data)
        {
            yield break;
        }

        var partial = IsPartial(data, on);
        var uploaded = Format.Number(data.Summary?.FilesUploaded);
        var failed = Format.Number(data.Summary?.FilesFailed);
        yield return new StatusChange(
            Kind, job, partial ? "partial" : "completed", on.At,
            $"Listing {Listings.Named(data.ListingNumber)}: {Format.Files(data.Summary?.FilesUploaded)} delivered to {Place(data.Destination)}, {failed} failed")
        {
            IsUnhealthy = partial,
            Rank = partial ? 1 : 0,
            Details = Format.Details(("files_uploaded", uploaded), ("files_failed", failed), ("listing_number", data.ListingNumber)),
        };
    }

    public static IEnumerable<StatusChange> Failed(ValaraEvent<MediaDeliveryFailed> said, EventContext on)
    {
        if (said.Data is not { JobId: { Length: > 0 } job } data)
        {
            yield break;
        }

        yield return new StatusChange(
            Kind, job, "failed", on.At, $"Listing {Listings.Named(data.ListingNumber)}: nothing delivered to {Place(data.Destination)} ({CodeOf(data)})")
        {
            IsUnhealthy = true,
            Rank = 2,
            Details = Format.Details(("error_code", data.Error?.Code), ("listing_number", data.ListingNumber)),
        };
    }

    public static IEnumerable<Notice> AboutDelivered(ValaraEvent<MediaDelivered> said, EventContext on)
    {
        var (data, listing) = (said.Data, Listings.Named(said.Data?.ListingNumber));
        if (IsPartial(data, on))
        {
            yield return About(ValaraRules.DeliveryPartial, data?.JobId, on)(
                $"Delivery of listing {listing} left files behind",
                $"{Format.Files(data?.Summary?.FilesFailed)} did not reach {Place(data?.Destination)}; {Format.Number(data?.Summary?.FilesUploaded)} did. Job {JobOf(data?.JobId)}.",
                "See in the Valara dashboard which files are missing and deliver those again.");
        }
        else if (data?.JobId is { Length: > 0 } job)
        {
            yield return ValaraRules.DeliveryFailed.Over(
                Kind, job, $"Delivery of listing {listing} went through",
                $"{Format.Files(data.Summary?.FilesUploaded)} reached {Place(data.Destination)}. Job {JobOf(job)}.");
        }
    }

    public static IEnumerable<Notice> AboutFailed(ValaraEvent<MediaDeliveryFailed> said, EventContext on)
    {
        var data = said.Data;
        var message = Plain.Of(data?.Error?.Message ?? "", longest: 300);
        yield return About(ValaraRules.DeliveryFailed, data?.JobId, on)(
            $"Delivery of listing {Listings.Named(data?.ListingNumber)} failed",
            $"No file reached {Place(data?.Destination)} ({CodeOf(data)}). Job {JobOf(data?.JobId)}.{(message.Length > 0 ? $" Valara says: {message}" : "")}",
            StorageFault.Remedy(data?.Error?.Code));
    }

    // A failure without its job id is still a failure; then the event stands for the job.
    private static Func<string, string, string, Notice> About(NotificationRule rule, string? job, EventContext on) => (title, what, next) =>
        job is { Length: > 0 }
            ? rule.About(Kind, job, title, what, next)
            : rule.Notice($"event {Printable.Of(on.EventId)}", title, what, next);

    // A sender that says "partial" without a count is believed.
    private static bool IsPartial(MediaDelivered? data, EventContext on) =>
        data?.Summary?.FilesFailed is { } failed ? failed > 0 : on.EventType == "media.delivery.partial";

    private static string Place(DeliveryDestination? to) => $"{Plain.First(to?.Kind) ?? "the storage"} {Plain.First(to?.FolderPath)}".TrimEnd();

    private static string CodeOf(MediaDeliveryFailed? data) => Plain.First(data?.Error?.Code) ?? "no error code";

    private static string JobOf(string? job) => Plain.First(job) ?? "unknown";
}
