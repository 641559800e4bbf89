using Webhooks.Senders.Reading;
using Webhooks.Senders.Reading.Contracts;

namespace Webhooks.Senders.Valara;

public sealed record InvoicePaymentMade(
    string? AgencyId, string? InvoiceId, string? SquareInvoiceId, [property: ListingNumber] string? ListingNumber, [property: WholeNumber] long? Amount, string? Currency,
    string? PaymentMethod) : OpenRecord, IAgencyData;

public sealed record Subscription(
    string? AgencyId, string? SubscriptionId, string? PlanId, string? Status, DateTimeOffset? StartedAt, DateTimeOffset? EndsAt,
    Price? Price) : OpenRecord, IAgencyData;

public sealed record Price(decimal? Amount, string? Currency, string? Interval) : OpenRecord;

public sealed record UserSignedUp(
    string? AgencyId, string? UserId, string? Email, string? Role, string? Name, DateTimeOffset? SignedUpAt, string? InvitedBy) : OpenRecord, IAgencyData;

public sealed record UserDeactivated(
    string? AgencyId, string? UserId, string? Email, string? Role, DateTimeOffset? DeactivatedAt, string? DeactivatedBy, string? Reason) : OpenRecord, IAgencyData;

public sealed record UserHierarchyChanged(
    string? AgencyId, string? PreviousAgencyId, string? UserId, string? Email, string? Role, string? OldManagerId, string? NewManagerId,
    DateTimeOffset? ChangedAt, string? ChangedBy) : OpenRecord, IAgencyData;
