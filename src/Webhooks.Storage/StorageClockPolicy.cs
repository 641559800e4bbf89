using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;
using Webhooks.Timing;

namespace Webhooks.Storage;

/// <summary>Reads storage's time from its answers. Other answers, such as a proxy's error page, lack storage's id of the request.</summary>
internal sealed class StorageClockPolicy(StorageClock clock) : HttpPipelinePolicy
{
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var sent = clock.GetTimestamp();
        ProcessNext(message, pipeline);
        Learn(message, sent);
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var sent = clock.GetTimestamp();
        await ProcessNextAsync(message, pipeline);
        Learn(message, sent);
    }

    private void Learn(HttpMessage message, long sent)
    {
        if (message.HasResponse
            && message.Response.Headers.Contains("x-ms-request-id")
            && message.Response.Headers.TryGetValue("Date", out var text)
            && DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
        {
            clock.Learn(date, clock.GetElapsedTime(sent));
        }
    }
}
