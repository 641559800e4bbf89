using LocalHost.Discovery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace LocalHost.Http;

internal sealed partial class HttpFunctions(ILogger<HttpFunctions> logger)
{
    public void Map(WebApplication app, IEnumerable<Function> functions, RequestGuard guard, string? home)
    {
        app.UseRouting();
        app.Use((context, next) => guard.Reject(context, FunctionOf(context)?.Trigger as Trigger.Http) is { } rejection ? rejection.ExecuteAsync(context) : next(context));

        // Routing answers an unsupported method with 405; the Functions host answers 404.
        app.Use((context, next) => context.GetEndpoint() is RouteEndpoint ? next(context) : SetStatus(context, StatusCodes.Status404NotFound));
        if (home is not null)
        {
            app.MapMethods("/", [HttpMethods.Get, HttpMethods.Head], (RequestDelegate)(context => Results.Redirect(home).ExecuteAsync(context)));
        }

        foreach (var function in functions)
        {
            if (function.Trigger is Trigger.Http http)
            {
                var route = http.Methods.Count == 0
                    ? app.Map(http.Route, (RequestDelegate)RunAsync)
                    : app.MapMethods(http.Route, http.Methods.Select(method => method.ToUpperInvariant()), (RequestDelegate)RunAsync);
                route.WithMetadata(function);

                Task RunAsync(HttpContext context) => this.RunAsync(function, context);
            }
        }
    }

    private static Function? FunctionOf(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<Function>();

    private static Task SetStatus(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private async Task RunAsync(Function function, HttpContext context)
    {
        try
        {
            var result = await function.RunAsync(context.RequestServices, new(context.Request, context.RequestAborted, context.Request.RouteValues));
            await ((IResult)result!).ExecuteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has hung up.
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            Log.Failed(logger, failure, function.Name);
            context.Response.Clear();
            await SetStatus(context, StatusCodes.Status500InternalServerError);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Function} failed and answered 500.")]
        public static partial void Failed(ILogger logger, Exception failure, string function);
    }
}
