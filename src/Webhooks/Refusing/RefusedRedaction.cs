namespace Webhooks.Refusing;

/// <summary>
/// The one place where what is kept of refused deliveries can be redacted. A whole body passes untouched, as an event's does: without
/// its exact bytes the signature could never hold, and it is shown to nobody.
/// </summary>
public static class RefusedRedaction
{
    /// <summary>A header's value as people may see it.</summary>
    public static string Shown(string source, string name, string value) => value;

    /// <summary>The beginning of a body that is not kept whole.</summary>
    public static ReadOnlyMemory<byte> Cut(string source, ReadOnlyMemory<byte> beginning) => beginning;
}
