namespace Webhooks.Raw;

/// <param name="RawBodies">Whether whole deliveries, with secrets and personal data, may leave the receiver by the operator's API.</param>
public sealed record OperatorOptions(bool RawBodies);
