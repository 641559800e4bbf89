namespace Webhooks.Signatures.Diagnosing;

/// <summary>One fault of a delivery or of the settings that judge it.</summary>
/// <param name="Fault">Which.</param>
/// <param name="Problem">One sentence that says what is wrong. Never holds a secret or an expected signature.</param>
/// <param name="Fix">One sentence that says what to do.</param>
public sealed record Finding(Fault Fault, string Problem, string Fix);
