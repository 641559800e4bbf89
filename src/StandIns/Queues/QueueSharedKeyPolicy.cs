using System.Globalization;
using System.Text;
using System.Web;
using Azure.Core;
using Azure.Core.Pipeline;
using StandIns.Http;

namespace Azure.Storage.Queues;

internal sealed class QueueSharedKeyPolicy(SharedKey key) : HttpPipelineSynchronousPolicy
{
    private static readonly string[] SignedHeaders =
        ["Content-MD5", "Content-Type", "Date", "If-Modified-Since", "If-Match", "If-None-Match", "If-Unmodified-Since", "Range"];

    public override void OnSendingRequest(HttpMessage message)
    {
        SharedKey.Date(message.Request);
        key.Sign(message.Request, "SharedKey", StringToSign(message.Request));
    }

    private string StringToSign(Request request)
    {
        var text = new StringBuilder();
        text.Append(request.Method).Append("\n\n\n").Append(Length(request)).Append('\n');
        foreach (var name in SignedHeaders)
        {
            // x-ms-date stands in for Date, which a transport may add on its own.
            text.Append(name != "Date" && request.Headers.TryGetValue(name, out var value) ? value : "").Append('\n');
        }

        var own = request.Headers
            .Where(header => header.Name.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase))
            .Select(header => (Name: header.Name.ToLowerInvariant(), header.Value))
            .OrderBy(header => header.Name, StringComparer.Ordinal);
        foreach (var (name, value) in own)
        {
            text.Append(name).Append(':').Append(value).Append('\n');
        }

        var address = request.Uri.ToUri();
        text.Append('/').Append(key.Account).Append(address.AbsolutePath);
        var query = HttpUtility.ParseQueryString(address.Query);
        foreach (var name in query.AllKeys.Order(StringComparer.Ordinal))
        {
            text.Append('\n').Append(name.ToLowerInvariant()).Append(':').Append(query[name]);
        }

        return text.ToString();
    }

    private static string Length(Request request) => request.Content is not null && request.Content.TryComputeLength(out var length) && length > 0
        ? length.ToString(CultureInfo.InvariantCulture)
        : "";
}
