using Webhooks.Senders.Reading;
using Webhooks.Senders.Reading.Contracts;

namespace Webhooks.Senders.Valara;

/// <summary>Media of a listing reached the agent's storage; some files may be missing.</summary>
public sealed record MediaDelivered(
    string? AgencyId, [property: ListingNumber] string? ListingNumber, string? JobId, DeliveryDestination? Destination, DeliverySummary? Summary,
    [property: WholeNumber] TimeSpan? DurationSeconds) : OpenRecord, IAgencyData;

/// <summary>No file of a listing's media reached the agent's storage.</summary>
public sealed record MediaDeliveryFailed(
    string? AgencyId, [property: ListingNumber] string? ListingNumber, string? JobId, DeliveryDestination? Destination, DeliveryError? Error,
    [property: WholeNumber] TimeSpan? DurationSeconds) : OpenRecord, IAgencyData;

public sealed record DeliveryDestination(string? Kind, string? FolderPath) : OpenRecord;

public sealed record DeliverySummary(
    [property: WholeNumber] long? FilesUploaded, [property: WholeNumber] long? FilesFailed, [property: WholeNumber] long? TotalBytes) : OpenRecord;

/// <summary>Why it failed. Only the code is meant for machines.</summary>
public sealed record DeliveryError(string? Code, [property: Longest(1024)] string? Message) : OpenRecord;
