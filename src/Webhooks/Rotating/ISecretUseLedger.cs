namespace Webhooks.Rotating;

/// <summary>The record of which secret verified. Several instances add to it at once.</summary>
public interface ISecretUseLedger
{
    /// <summary>Adds the uses of one day.</summary>
    Task AddAsync(string source, string fingerprint, SecretUse use, CancellationToken cancellationToken);

    /// <summary>Every secret of a source that ever verified.</summary>
    Task<IReadOnlyList<SecretHistory>> ReadAsync(string source, CancellationToken cancellationToken);
}
