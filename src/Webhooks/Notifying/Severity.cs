namespace Webhooks.Notifying;

/// <summary>How bad it is.</summary>
public enum Severity
{
    /// <summary>Good to know.</summary>
    Info,

    /// <summary>Look at it in working hours.</summary>
    Warning,

    /// <summary>Something failed.</summary>
    Error,

    /// <summary>Someone should get up.</summary>
    Critical,
}
