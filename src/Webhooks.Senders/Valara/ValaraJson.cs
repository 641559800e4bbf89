using System.Text.Json.Serialization;
using Webhooks.Senders.Reading;

namespace Webhooks.Senders.Valara;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString, MaxDepth = 256,
    Converters = [typeof(TimeConverter), typeof(DurationConverter)])]
[JsonSerializable(typeof(ValaraEvent<ListingCreated>), TypeInfoPropertyName = nameof(ListingCreated) + "Event")]
[JsonSerializable(typeof(ValaraEvent<ListingUpdated>), TypeInfoPropertyName = nameof(ListingUpdated) + "Event")]
[JsonSerializable(typeof(ValaraEvent<ListingStatusChanged>), TypeInfoPropertyName = nameof(ListingStatusChanged) + "Event")]
[JsonSerializable(typeof(ValaraEvent<ListingCancelled>), TypeInfoPropertyName = nameof(ListingCancelled) + "Event")]
[JsonSerializable(typeof(ValaraEvent<ListingSectionModified>), TypeInfoPropertyName = nameof(ListingSectionModified) + "Event")]
[JsonSerializable(typeof(ValaraEvent<AppointmentScheduled>), TypeInfoPropertyName = nameof(AppointmentScheduled) + "Event")]
[JsonSerializable(typeof(ValaraEvent<AppointmentRescheduled>), TypeInfoPropertyName = nameof(AppointmentRescheduled) + "Event")]
[JsonSerializable(typeof(ValaraEvent<AppointmentCancelled>), TypeInfoPropertyName = nameof(AppointmentCancelled) + "Event")]
[JsonSerializable(typeof(ValaraEvent<AppointmentOrphanDetected>), TypeInfoPropertyName = nameof(AppointmentOrphanDetected) + "Event")]
[JsonSerializable(typeof(ValaraEvent<MediaDelivered>), TypeInfoPropertyName = nameof(MediaDelivered) + "Event")]
[JsonSerializable(typeof(ValaraEvent<MediaDeliveryFailed>), TypeInfoPropertyName = nameof(MediaDeliveryFailed) + "Event")]
[JsonSerializable(typeof(ValaraEvent<InvoicePaymentMade>), TypeInfoPropertyName = nameof(InvoicePaymentMade) + "Event")]
[JsonSerializable(typeof(ValaraEvent<Subscription>), TypeInfoPropertyName = nameof(Subscription) + "Event")]
[JsonSerializable(typeof(ValaraEvent<UserSignedUp>), TypeInfoPropertyName = nameof(UserSignedUp) + "Event")]
[JsonSerializable(typeof(ValaraEvent<UserDeactivated>), TypeInfoPropertyName = nameof(UserDeactivated) + "Event")]
[JsonSerializable(typeof(ValaraEvent<UserHierarchyChanged>), TypeInfoPropertyName = nameof(UserHierarchyChanged) + "Event")]
internal sealed partial class ValaraJson : JsonSerializerContext;
