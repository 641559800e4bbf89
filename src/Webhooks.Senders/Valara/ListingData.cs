using System.Text.Json;
using Webhooks.Senders.Reading;

namespace Webhooks.Senders.Valara;

/// <summary>A listing is there. Its status is an open word: the pages list different ones.</summary>
public sealed record ListingCreated(
    string? AgencyId, string? ListingId, string? ListingNumber, string? Address, string? OwnerUserId, string? AgentOneId, string? AgentTwoId,
    string? Status, bool? IsActivated, string? CreatedBy, string? PublicUrl) : OpenRecord;

/// <summary>Fields of a listing changed: dotted paths to what was and what is.</summary>
public sealed record ListingUpdated(
    string? AgencyId, string? ListingNumber, string? ChangedBy, IReadOnlyDictionary<string, JsonElement>? Changes) : OpenRecord;

/// <summary>A listing went from one status to another.</summary>
public sealed record ListingStatusChanged(
    string? AgencyId, string? ListingNumber, string? OldStatus, string? NewStatus, string? ChangedBy, string? Source,
    ListingSideEffects? SideEffects) : OpenRecord;

/// <summary>What a change of status brought with it.</summary>
public sealed record ListingSideEffects(IReadOnlyList<string>? ImageVariantsUnlocked, bool? PublicUrlIndexable) : OpenRecord;

/// <summary>A listing was called off; the fee is zero when none is due.</summary>
public sealed record ListingCancelled(
    string? AgencyId, string? ListingNumber, string? Reason, Fee? FeeApplied, string? CancelledBy, string? Source,
    long? CalendarEventsRemoved) : OpenRecord;

/// <summary>An amount of money, in the smallest unit of its currency.</summary>
public sealed record Fee(decimal? Amount, string? Currency) : OpenRecord;

/// <summary>A section of a listing's page changed. The summary has other keys for each section.</summary>
public sealed record ListingSectionModified(
    string? AgencyId, string? ListingNumber, string? Section, string? Operation, IReadOnlyDictionary<string, JsonElement>? Summary) : OpenRecord;
