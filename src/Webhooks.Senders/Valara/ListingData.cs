using System.Text.Json;
using Webhooks.Senders.Reading;
using Webhooks.Senders.Reading.Contracts;

namespace Webhooks.Senders.Valara;

/// <summary>The status is open: the pages list different ones.</summary>
public sealed record ListingCreated(
    string? AgencyId, string? ListingId, [property: ListingNumber] string? ListingNumber, string? Address, string? OwnerUserId,
    string? Status, bool? IsActivated, string? CreatedBy, string? PublicUrl) : OpenRecord, IAgencyData;

/// <summary>Changes: dotted paths, each with the old and the new value.</summary>
public sealed record ListingUpdated(
    string? AgencyId, [property: ListingNumber] string? ListingNumber, string? ChangedBy, IReadOnlyDictionary<string, JsonElement>? Changes) : OpenRecord, IAgencyData;

public sealed record ListingStatusChanged(
    string? AgencyId, [property: ListingNumber] string? ListingNumber, string? OldStatus, string? NewStatus, string? ChangedBy, string? Source,
    ListingSideEffects? SideEffects) : OpenRecord, IAgencyData;

public sealed record ListingSideEffects(IReadOnlyList<string>? ImageVariantsUnlocked, bool? PublicUrlIndexable) : OpenRecord;

/// <summary>The fee is zero when none is due.</summary>
public sealed record ListingCancelled(
    string? AgencyId, [property: ListingNumber] string? ListingNumber, string? Reason, Fee? FeeApplied, string? CancelledBy, string? Source,
    [property: WholeNumber] long? CalendarEventsRemoved) : OpenRecord, IAgencyData;

/// <summary>An amount of money, in the smallest unit of its currency.</summary>
public sealed record Fee(decimal? Amount, string? Currency) : OpenRecord;

/// <summary>The keys of the summary depend on the section.</summary>
public sealed record ListingSectionModified(
    string? AgencyId, [property: ListingNumber] string? ListingNumber, string? Section, string? Operation, IReadOnlyDictionary<string, JsonElement>? Summary) : OpenRecord, IAgencyData;
