namespace Webhooks.Operating;

/// <summary>Why the API did not do what it was asked, as problem details (RFC 9457).</summary>
/// <param name="Title">What sort of problem.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What to do about it.</param>
public sealed record OperatorProblem(string Title, int Status, string Detail);
