namespace Webhooks.Signatures.Diagnosing;

/// <summary>One fault of a delivery.</summary>
/// <param name="Fault">Which.</param>
/// <param name="Diagnosis">One sentence that says what is wrong. Never holds a secret or an expected signature.</param>
/// <param name="Cure">One sentence that says what to do.</param>
public sealed record Finding(Fault Fault, string Diagnosis, string Cure);
