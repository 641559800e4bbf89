namespace Webhooks;

/// <summary>A view of the operator's page with its filter: what follows <c>#/</c> in the address.</summary>
public static class PageView
{
    /// <summary>Leaves out what has no value.</summary>
    public static string Of(string view, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var link = view;
        foreach (var (name, value) in query)
        {
            if (!string.IsNullOrEmpty(value))
            {
                link += $"{(link == view ? '?' : '&')}{name}={Uri.EscapeDataString(value)}";
            }
        }

        return link;
    }
}
