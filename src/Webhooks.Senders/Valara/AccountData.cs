using Webhooks.Senders.Reading;

namespace Webhooks.Senders.Valara;

/// <summary>An invoice was paid.</summary>
public sealed record InvoicePaymentMade(
    string? AgencyId, string? InvoiceId, string? SquareInvoiceId, string? ListingNumber, long? Amount, string? Currency,
    string? PaymentMethod) : OpenRecord;

/// <summary>A subscription began or ends.</summary>
public sealed record Subscription(
    string? AgencyId, string? SubscriptionId, string? PlanId, string? Status, DateTimeOffset? StartedAt, DateTimeOffset? EndsAt,
    Price? Price) : OpenRecord;

/// <summary>What a subscription costs.</summary>
public sealed record Price(decimal? Amount, string? Currency, string? Interval) : OpenRecord;

/// <summary>Someone joined.</summary>
public sealed record UserSignedUp(
    string? AgencyId, string? UserId, string? Email, string? Role, string? Name, DateTimeOffset? SignedUpAt, string? InvitedBy) : OpenRecord;

/// <summary>Someone may no longer sign in.</summary>
public sealed record UserDeactivated(
    string? AgencyId, string? UserId, string? Email, string? Role, DateTimeOffset? DeactivatedAt, string? DeactivatedBy, string? Reason) : OpenRecord;

/// <summary>Someone has another manager, or another agency.</summary>
public sealed record UserHierarchyChanged(
    string? AgencyId, string? PreviousAgencyId, string? UserId, string? Email, string? Role, string? OldManagerId, string? NewManagerId,
    DateTimeOffset? ChangedAt, string? ChangedBy) : OpenRecord;
