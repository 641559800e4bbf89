namespace Proof.Profile;

/// <summary>One stack of one thread.</summary>
/// <param name="Own">The method that the time is spent for: the innermost that is not of the base library.</param>
/// <param name="Area">What that belongs to.</param>
/// <param name="Callers">Methods of ours and of the clients of storage that are being run, each once.</param>
/// <param name="IsWaiting">Whether the thread waits, and uses no processor.</param>
internal sealed record Sample(string Own, string Area, IReadOnlyCollection<string> Callers, bool IsWaiting);
