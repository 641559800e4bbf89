using Webhooks.Notifying;
using Webhooks.Senders.Reading;
using Webhooks.Status;

namespace Webhooks.Senders.Valara;

// Listings and their statuses, in Valara's words; its pages list different ones.
internal static class Listings
{
    private const string Kind = "listing";

    public static IEnumerable<StatusChange> Created(ValaraEvent<ListingCreated> body, EventContext context) =>
        Changed(body.Data?.ListingNumber, body.Data?.Status, context, rank: 0, SafeText.First(body.Data?.Address)).Select(change => change with
        {
            Details = Format.Details(("address", body.Data?.Address)),
        });

    public static IEnumerable<StatusChange> Changed(ValaraEvent<ListingStatusChanged> body, EventContext context) =>
        Changed(body.Data?.ListingNumber, body.Data?.NewStatus, context, rank: 1, SafeText.First(body.Data?.OldStatus) is { } old ? $"was {old}" : null);

    public static IEnumerable<StatusChange> Cancelled(ValaraEvent<ListingCancelled> body, EventContext context) =>
        Changed(body.Data?.ListingNumber, "Cancelled", context, rank: 2, SafeText.First(body.Data?.Reason));

    // The events of its deliveries and visits have the number only; the board has the address.
    public static Notice Of(this Notice notice, string? number) => number is { Length: > 0 } ? notice with { PartOf = (Kind, number) } : notice;

    public static string Named(string? number) => SafeText.First(number) ?? "(unknown)";

    private static IEnumerable<StatusChange> Changed(string? number, string? status, EventContext context, int rank, string? note) =>
        number is { Length: > 0 } && SafeText.First(status) is { } state
            ? [new(Kind, number, state, context.At, $"Listing {Named(number)} is {state}{(note is null ? "" : $" ({note})")}") { Rank = rank, KeepsDetails = true }]
            : [];
}
