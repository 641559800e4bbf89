using System.Buffers;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables;

internal sealed class TableRequests(HttpPipeline pipeline, Uri endpoint, string version)
{
    public const string JsonIn = "application/json;odata=nometadata";
    public const string JsonOut = "application/json;odata=minimalmetadata";
    private static readonly string Format = "$format=" + Uri.EscapeDataString(JsonOut);

    public string Version => version;

    public Request Create(RequestMethod method, string path, params (string Name, string Value)[] query)
    {
        var request = pipeline.CreateRequest();
        request.Method = method;
        request.Uri.Reset(Address(path, query));
        request.Headers.Add("x-ms-version", version);
        request.Headers.Add("DataServiceVersion", "3.0");
        request.Headers.Add("Accept", JsonOut);
        return request;
    }

    public Request Create(EntityOperation operation)
    {
        var request = Create(operation.Method, operation.Path);
        foreach (var (name, value) in operation.Headers())
        {
            request.Headers.Add(name, value);
        }

        if (operation.Body is { } entity)
        {
            var body = new ArrayBufferWriter<byte>();
            EntityJson.Write(entity, body);
            request.Content = RequestContent.Create(body.WrittenMemory);
        }

        return request;
    }

    public Uri Address(string path, params (string Name, string Value)[] query) => new(
        endpoint.AbsoluteUri.TrimEnd('/') + "/" + path + "?" + Format
        + string.Concat(query.Where(part => part.Value is not null).Select(part => $"&{part.Name}={Uri.EscapeDataString(part.Value)}")));
}
