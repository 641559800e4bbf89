namespace Webhooks.Receiving;

// A delivery of a dead letter is the sender's operator pressing "Replay", or a captured one in anybody's hands.
internal static class SenderRedrivePolicy
{
    private const int MostUnproven = 3;
    private static readonly TimeSpan BetweenUnproven = TimeSpan.FromHours(1);

    public static bool Allows(Source source, NewEvent delivery, KnownEvent dead) => source.SenderRedrive switch
    {
        SenderRedrive.Proven => IsFresh(delivery, dead),
        SenderRedrive.Allow => IsFresh(delivery, dead) || (CannotProve(source, delivery) && IsWithinLimits(delivery, dead)),
        _ => false,
    };

    // A sender whose clock is ahead had signed with later times before: only one that it never used before is new.
    private static bool IsFresh(NewEvent delivery, KnownEvent dead) =>
        delivery.SignedAt > dead.EndedAt && !(delivery.SignedAt <= dead.SignedAt);

    private static bool CannotProve(Source source, NewEvent delivery) => delivery.SignedAt is null || !source.Scheme.SignsTimeOfSending;

    private static bool IsWithinLimits(NewEvent delivery, KnownEvent dead) =>
        dead.SenderRedrives < MostUnproven && !(delivery.Delivery.ReceivedAt - dead.SenderRedrivenAt < BetweenUnproven);
}
