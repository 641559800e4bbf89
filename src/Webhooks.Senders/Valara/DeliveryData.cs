using Webhooks.Senders.Reading;

namespace Webhooks.Senders.Valara;

/// <summary>Media of a listing reached the agent's storage; some files may be missing.</summary>
public sealed record MediaDelivered(
    string? AgencyId, string? ListingNumber, string? JobId, DeliveryDestination? Destination, DeliverySummary? Summary,
    TimeSpan? DurationSeconds) : OpenRecord, IAgencyData;

/// <summary>No file of a listing's media reached the agent's storage.</summary>
public sealed record MediaDeliveryFailed(
    string? AgencyId, string? ListingNumber, string? JobId, DeliveryDestination? Destination, DeliveryError? Error,
    TimeSpan? DurationSeconds) : OpenRecord, IAgencyData;

public sealed record DeliveryDestination(string? Kind, string? FolderPath) : OpenRecord;

public sealed record DeliverySummary(long? FilesUploaded, long? FilesFailed, long? TotalBytes) : OpenRecord;

/// <summary>Why it failed. Only the code is meant for machines.</summary>
public sealed record DeliveryError(string? Code, string? Message) : OpenRecord;
