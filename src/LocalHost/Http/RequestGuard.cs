using System.Net;
using LocalHost.Discovery;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Primitives;

namespace LocalHost.Http;

/// <summary>
/// Stands where Azure asks for a function key: any web page that a developer visits can make the browser call this machine. Such calls are known by the name
/// they come under (DNS rebinding), or by what the browser says of who makes them. <see href="https://www.w3.org/TR/fetch-metadata/" />
/// </summary>
internal sealed class RequestGuard
{
    private readonly List<StringSegment> names;
    private readonly List<PathString> publicRoutes;

    public RequestGuard(LocalHostOptions options, string routePrefix)
    {
        if (options.AllowedHosts.FirstOrDefault(name => Uri.CheckHostName(name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name) == UriHostNameType.Unknown) is { } wrong)
        {
            throw new CannotStartException($"--allow-host: '{wrong}' is no name of a host; write it without scheme and port, for example --allow-host receiver.example.com.");
        }

        var (machine, listensAt) = (Dns.GetHostName(), BindingAddress.Parse(options.Urls).Host);
        names = ["localhost", machine, machine + ".local", .. options.AllowedHosts, .. Uri.CheckHostName(listensAt) == UriHostNameType.Dns ? [listensAt] : Array.Empty<StringSegment>()];
        publicRoutes = [.. options.PublicRoutes.Select(route => new PathString($"/{routePrefix}/{route}".Replace("//", "/", StringComparison.Ordinal)))];
    }

    /// <summary>Why this request is not passed on, or null.</summary>
    public ProblemHttpResult? Refusal(HttpContext context, Trigger.Http? asked)
    {
        if (asked is not null && publicRoutes.Exists(route => new PathString("/" + asked.Route).StartsWithSegments(route)))
        {
            return null;
        }

        // A tunnel or proxy on this machine may call by a name of this machine; the one it was called by itself, it writes here.
        var forwarded = context.Request.Headers["X-Forwarded-Host"].SelectMany(hosts => hosts!.Split(',', StringSplitOptions.TrimEntries)).Select(host => new HostString(host));
        foreach (var host in forwarded.Prepend(context.Request.Host).Where(host => !IsOwn(host, context.Connection)))
        {
            return TypedResults.Problem(
                $"'{host}' is no name of this machine, and a web page could be calling under it. Call by 127.0.0.1 or localhost; --allow-host lets a name in, and all who can call by it.",
                statusCode: StatusCodes.Status421MisdirectedRequest, title: "Unknown host");
        }

        if (IsFromAnotherSite(context.Request, asked))
        {
            return TypedResults.Problem(
                "A page of another site asked for this in your browser. LocalHost asks for no key, and so answers only its own page, links to that, and what is no browser.",
                statusCode: StatusCodes.Status403Forbidden, title: "Another site asks");
        }

        return asked is { Level: not AuthorizationLevel.Anonymous } && !IPAddress.IsLoopback(context.Connection.RemoteIpAddress ?? IPAddress.None)
            ? TypedResults.Problem("LocalHost has no function keys, so this is open to its own machine only.", statusCode: StatusCodes.Status401Unauthorized, title: "Another machine asks")
            : null;
    }

    // An address in place of a name cannot be rebound; it is this machine's when the request arrived at it.
    private bool IsOwn(HostString host, ConnectionInfo connection) =>
        (host.HasValue && HostString.MatchesAny(host.Host, names))
        || (IPAddress.TryParse(host.Host, out var address) && (IPAddress.IsLoopback(address) || address.MapToIPv6().Equals(connection.LocalIpAddress?.MapToIPv6())));

    // "same-site" is not enough: every port of this machine is one site, with whatever scripts the pages of other servers load.
    private static bool IsFromAnotherSite(HttpRequest request, Trigger.Http? asked) =>
        request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none") && !IsLinkToPage(request, asked);

    // Notifications and colleagues link to the page, which holds no data itself, or to the root, where no function is and what runs here is told.
    private static bool IsLinkToPage(HttpRequest request, Trigger.Http? asked) =>
        HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Dest"] == "document"
        && (asked is { Level: AuthorizationLevel.Anonymous } || (asked is null && request.Path == "/"));
}
