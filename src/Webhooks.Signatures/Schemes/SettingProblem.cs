namespace Webhooks.Signatures.Schemes;

/// <summary>A setting that makes no scheme, and what is wrong with it.</summary>
public sealed record SettingProblem(string Setting, string Problem);
