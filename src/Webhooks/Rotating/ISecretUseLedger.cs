namespace Webhooks.Rotating;

/// <summary>Several instances add to it at once.</summary>
public interface ISecretUseLedger
{
    Task AddAsync(string source, string fingerprint, SecretUse use, CancellationToken cancellationToken);
    Task<IReadOnlyList<SecretHistory>> ReadAsync(string source, CancellationToken cancellationToken);
}
