namespace Webhooks.OperatorPage;

// Addresses within the page, after the '#': no server and no proxy sees or logs them.
internal static class PageLink
{
    public static string Overview(string? span = null) => "#/" + View("overview", ("span", span));

    public static string Log(string? source = null, string? status = null, string? type = null) => "#/" + View("log", ("source", source), ("type", type), ("status", status));

    public static string Search(string id) => "#/" + View("search", ("q", id));

    public static string Event(string source, string id) => "#/" + View("event", ("source", source), ("id", id));

    public static string Refused(string source, string id) => "#/" + View("refused", ("source", source), ("id", id));

    public static string Status() => "#/" + View("status");

    public static string Dead(string? source = null) => "#/" + View("dead", ("source", source));

    public static string DeadOf(string handler) => "#/" + View("dead", ("handler", handler));

    public static string Handlers() => "#/" + View("handlers");

    // The path that the script fetches a view from.
    public static string View(string view, params ReadOnlySpan<(string Name, string? Value)> query) => PageView.Of(view, query);
}
