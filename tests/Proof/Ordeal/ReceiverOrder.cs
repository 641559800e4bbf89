namespace Proof.Ordeal;

/// <summary>What a receiver is started with; its parent hands it over as JSON in an environment variable.</summary>
/// <param name="ConnectionString">The storage account.</param>
/// <param name="Began">When the round's clock began.</param>
/// <param name="Diary">The file it writes down in what it did.</param>
/// <param name="Step">Where it kills itself; null nowhere.</param>
/// <param name="Times">At which time of taking that step.</param>
/// <param name="ClockOffset">How far its machine's clock is ahead, as faketime writes it; null where it is right.</param>
/// <param name="Settings">The app's settings.</param>
internal sealed record ReceiverOrder(
    string ConnectionString, DateTimeOffset Began, string Diary, string? Step, int Times, string? ClockOffset, IReadOnlyDictionary<string, string?> Settings)
{
    public const string Variable = "PROOF_RECEIVER_ORDER";
}
