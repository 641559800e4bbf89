using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Webhooks.Receiving;

namespace Functions.Http;

// Logs what the server answered itself because it is not HTTP: no function ever sees it.
// https://learn.microsoft.com/aspnet/core/fundamentals/servers/kestrel/diagnostics#bad-requests
internal sealed partial class RejectedRequests(DiagnosticListener server, LineLimit limit, ILogger<RejectedRequests> logger) : IHostedService, IObserver<KeyValuePair<string, object?>>
{
    private const string BadRequest = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    private IDisposable? subscription;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        subscription = server.Subscribe(this, name => name == BadRequest);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        subscription?.Dispose();
        return Task.CompletedTask;
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        // With an endpoint, a function has run and said what became of it.
        if (value.Value is IFeatureCollection features && features.Get<IEndpointFeature>()?.Endpoint is null
            && features.Get<IBadRequestExceptionFeature>()?.Error is BadHttpRequestException rejected
            && limit.TryTake(LineLimit.UnknownSource, nameof(Log.Rejected), LogLevel.Warning))
        {
            Log.Rejected(logger, rejected.StatusCode, ReasonOf(rejected));
        }
    }

    public void OnError(Exception error)
    {
    }

    public void OnCompleted()
    {
    }

    // What follows in quotes is the caller's text, and may be a secret.
    private static string ReasonOf(BadHttpRequestException rejected) => rejected.Message.Split('\'')[0].TrimEnd(' ', ':', '.');

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A request was answered {Status} by the server itself, before it reached the receiver: {Problem}.")]
        public static partial void Rejected(ILogger logger, int status, string problem);
    }
}
