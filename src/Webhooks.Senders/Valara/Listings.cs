using Webhooks.Senders.Reading;
using Webhooks.Status;

namespace Webhooks.Senders.Valara;

/// <summary>Listings and the statuses they go through. The words are Valara's own; its pages list different ones.</summary>
internal static class Listings
{
    public static IEnumerable<StatusChange> Created(ValaraEvent<ListingCreated> said, EventContext on) =>
        Reached(said.Data?.ListingNumber, said.Data?.Status, on, rank: 0, Plain.First(said.Data?.Address));

    public static IEnumerable<StatusChange> Changed(ValaraEvent<ListingStatusChanged> said, EventContext on) =>
        Reached(said.Data?.ListingNumber, said.Data?.NewStatus, on, rank: 1, Plain.First(said.Data?.OldStatus) is { } old ? $"was {old}" : null);

    public static IEnumerable<StatusChange> Cancelled(ValaraEvent<ListingCancelled> said, EventContext on) =>
        Reached(said.Data?.ListingNumber, "Cancelled", on, rank: 2, Plain.First(said.Data?.Reason));

    public static string Named(string? number) => Plain.First(number) ?? "(unknown)";

    private static IEnumerable<StatusChange> Reached(string? number, string? status, EventContext on, int rank, string? note)
    {
        if (number is { Length: > 0 } && Plain.First(status) is { } state)
        {
            yield return new StatusChange("listing", number, state, on.At, $"Listing {Named(number)} is {state}{(note is null ? "" : $" ({note})")}")
            {
                Rank = rank,
            };
        }
    }
}
