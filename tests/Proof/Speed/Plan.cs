namespace Proof.Speed;

/// <summary>
/// How much is sent, by one client in turns, then by many in rounds, and what is of the first size by a crowd. Each size has as many deliveries at hand as a slice of the fastest
/// contender needs, within memory.
/// </summary>
internal sealed record Plan(IReadOnlyList<BodySize> Sizes, int Turns, int Rounds, int Crowds, TimeSpan Alone, TimeSpan Full, TimeSpan WarmUp)
{
    public const int Clients = 16;

    /// <summary>So many that an event alone in its transaction leaves most of them waiting.</summary>
    public const int Crowd = 64;
    public const string Sender = "standard-webhooks";

    /// <summary>Whose deliveries are accepted and refused one sender after the other.</summary>
    public IReadOnlyList<string> Senders { get; private init; } = Load.Shots.Senders;

    public static Plan Long { get; } = new([new(1, 9_000), new(20, 3_000), new(500, 100)], 30, 3, 6, TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(5));

    public static Plan Short { get; } = new([new(1, 300)], 4, 1, 1, TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(0.5)) { Senders = ["valara"] };
}

internal sealed record BodySize(int Kilobytes, int Shots)
{
    public int Bytes => Kilobytes * 1024;

    public override string ToString() => $"{Kilobytes} KB";
}
