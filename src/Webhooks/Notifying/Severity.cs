namespace Webhooks.Notifying;

public enum Severity
{
    Info,

    /// <summary>Needs attention during working hours.</summary>
    Warning,
    Error,

    /// <summary>Needs attention at once.</summary>
    Critical,
}
