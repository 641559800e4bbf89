using System.Net;
using LocalHost.Discovery;
using LocalHost.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Primitives;

namespace LocalHost.Http;

// Replaces function keys: any web page that a developer visits can make the browser call this machine. Such calls are recognized by
// their host name (DNS rebinding), or by the browser's fetch metadata. https://www.w3.org/TR/fetch-metadata/
internal sealed class RequestGuard
{
    private readonly List<StringSegment> names;
    private readonly List<PathString> publicRoutes;

    public RequestGuard(LocalHostOptions options, HostJson host)
    {
        if (options.AllowedHosts.FirstOrDefault(name => Uri.CheckHostName(name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name) == UriHostNameType.Unknown) is { } invalid)
        {
            throw new CannotStartException($"--allow-host: '{invalid}' is not a host name; write it without scheme and port, for example --allow-host receiver.example.com.");
        }

        var (machine, listensAt) = (Dns.GetHostName(), BindingAddress.Parse(options.Urls).Host);
        names = ["localhost", machine, machine + ".local", .. options.AllowedHosts, .. Uri.CheckHostName(listensAt) == UriHostNameType.Dns ? [listensAt] : Array.Empty<StringSegment>()];
        publicRoutes = [.. options.PublicRoutes.Select(route => new PathString(host.PathOf(route)))];
    }

    // Null when the request may pass.
    public ProblemHttpResult? Reject(HttpContext context, Trigger.Http? function)
    {
        if (function is not null && publicRoutes.Exists(route => new PathString("/" + function.Route).StartsWithSegments(route)))
        {
            return null;
        }

        // A tunnel or proxy on this machine calls by a name of this machine. The name it was called by is in X-Forwarded-Host.
        var forwarded = context.Request.Headers["X-Forwarded-Host"].SelectMany(hosts => hosts!.Split(',', StringSplitOptions.TrimEntries)).Select(host => new HostString(host));
        foreach (var host in forwarded.Prepend(context.Request.Host).Where(host => !IsOwn(host, context.Connection)))
        {
            return TypedResults.Problem(
                $"'{host}' is not a name of this machine, and could be a web page's DNS rebinding. Use 127.0.0.1 or localhost; --allow-host allows another name, for every caller.",
                statusCode: StatusCodes.Status421MisdirectedRequest, title: "Unknown host");
        }

        if (IsFromAnotherSite(context.Request, function))
        {
            return TypedResults.Problem(
                "A page of another site sent this request in your browser. LocalHost has no function keys, so it answers browsers only on its own page and on links to it.",
                statusCode: StatusCodes.Status403Forbidden, title: "Request from another site");
        }

        return function is { Level: not AuthorizationLevel.Anonymous } && !IPAddress.IsLoopback(context.Connection.RemoteIpAddress ?? IPAddress.None)
            ? TypedResults.Problem("LocalHost has no function keys, so this is open to this machine only.", statusCode: StatusCodes.Status401Unauthorized, title: "Request from another machine")
            : null;
    }

    // An IP address cannot be rebound. It is this machine's when the request arrived at it.
    private bool IsOwn(HostString host, ConnectionInfo connection) =>
        (host.HasValue && HostString.MatchesAny(host.Host, names))
        || (IPAddress.TryParse(host.Host, out var address) && (IPAddress.IsLoopback(address) || address.MapToIPv6().Equals(connection.LocalIpAddress?.MapToIPv6())));

    // "same-site" is not enough: all ports of this machine are one site, with the scripts that pages of other servers load.
    private static bool IsFromAnotherSite(HttpRequest request, Trigger.Http? function) =>
        request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none") && !IsLinkToPage(request, function);

    // Notifications and colleagues link to the page, which has no data itself, or to the root, which leads to it.
    private static bool IsLinkToPage(HttpRequest request, Trigger.Http? function) =>
        HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Dest"] == "document"
        && (function is { Level: AuthorizationLevel.Anonymous } || (function is null && request.Path == "/"));
}
