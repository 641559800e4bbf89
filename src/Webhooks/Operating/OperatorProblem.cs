namespace Webhooks.Operating;

/// <summary>Problem details (RFC 9457).</summary>
public sealed record OperatorProblem(string Title, int Status, string Detail);
