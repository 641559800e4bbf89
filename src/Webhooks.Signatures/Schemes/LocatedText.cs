namespace Webhooks.Signatures.Schemes;

/// <summary>A value of a delivery, and where it was found.</summary>
/// <param name="Value">The text.</param>
/// <param name="At">The path in the body, without indexes, or the field of the form; empty when it was elsewhere.</param>
public readonly record struct LocatedText(string Value, string At);
