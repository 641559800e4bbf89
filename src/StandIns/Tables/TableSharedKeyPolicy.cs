using Azure.Core;
using Azure.Core.Pipeline;
using StandIns.Http;

namespace Azure.Data.Tables;

internal sealed class TableSharedKeyPolicy(SharedKey key) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        SharedKey.Date(message.Request);
        message.Request.Headers.TryGetValue("x-ms-date", out var date);
        key.Sign(message.Request, "SharedKeyLite", $"{date}\n/{key.Account}{message.Request.Uri.ToUri().AbsolutePath}");
    }
}
