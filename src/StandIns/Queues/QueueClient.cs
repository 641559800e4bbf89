using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Queues.Models;
using StandIns.Http;

namespace Azure.Storage.Queues;

public class QueueClient
{
    private readonly HttpPipeline pipeline;
    private readonly QueueXml xml;

    protected QueueClient()
    {
    }

    public QueueClient(string connectionString, string queueName)
        : this(connectionString, queueName, null)
    {
    }

    public QueueClient(string connectionString, string queueName, QueueClientOptions options)
    {
        var account = ParseAccount(connectionString);
        (pipeline, xml) = Connect(new QueueSharedKeyPolicy(new SharedKey(account)), options);
        Name = queueName;
        Uri = new Uri(account.Endpoint.AbsoluteUri.TrimEnd('/') + "/" + queueName);
    }

    public QueueClient(Uri queueUri, TokenCredential credential, QueueClientOptions options = null)
    {
        ArgumentNullException.ThrowIfNull(queueUri);
        ArgumentNullException.ThrowIfNull(credential);
        if (queueUri.Scheme != Uri.UriSchemeHttps)
        {
            throw new ArgumentException("Cannot use TokenCredential without HTTPS.");
        }

        (pipeline, xml) = Connect(new BearerTokenAuthenticationPolicy(credential, Pipeline.StorageScope), options);
        Name = queueUri.Segments[^1].Trim('/');
        Uri = queueUri;
    }

    public virtual string Name { get; }

    public virtual Uri Uri { get; }

    // Null when the queue was there already, unlike its namesake of a table.
    public virtual async Task<Response> CreateIfNotExistsAsync(IDictionary<string, string> metadata = null, CancellationToken cancellationToken = default)
    {
        var request = Create(RequestMethod.Put, "");
        foreach (var (name, value) in metadata ?? new Dictionary<string, string>())
        {
            request.Headers.Add("x-ms-meta-" + name, value);
        }

        try
        {
            var response = await pipeline.SendAsync(request, cancellationToken, 201, 204);
            return response.Status == 204 ? null : response;
        }
        catch (RequestFailedException failure) when (failure.ErrorCode == QueueErrorCode.QueueAlreadyExists)
        {
            return null;
        }
    }

    public virtual async Task<Response<bool>> ExistsAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return Response.FromValue(true, await FindPropertiesAsync(cancellationToken));
        }
        catch (RequestFailedException failure) when (failure.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            return Response.FromValue(false, null);
        }
    }

    public virtual async Task<Response<bool>> DeleteIfExistsAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return Response.FromValue(true, await pipeline.SendAsync(Create(RequestMethod.Delete, ""), cancellationToken, 204));
        }
        catch (RequestFailedException failure) when (failure.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            return Response.FromValue(false, null);
        }
    }

    public virtual async Task<Response<QueueProperties>> GetPropertiesAsync(CancellationToken cancellationToken = default)
    {
        var response = await FindPropertiesAsync(cancellationToken);
        response.Headers.TryGetValue("x-ms-approximate-messages-count", out var count);
        return Response.FromValue(new QueueProperties { ApproximateMessagesCount = int.Parse(count, CultureInfo.InvariantCulture) }, response);
    }

    public virtual Task<Response> ClearMessagesAsync(CancellationToken cancellationToken = default) =>
        pipeline.SendAsync(Create(RequestMethod.Delete, "/messages"), cancellationToken, 204);

    public virtual Task<Response<SendReceipt>> SendMessageAsync(string messageText) => SendMessageAsync(messageText, null, null, default);

    public virtual Task<Response<SendReceipt>> SendMessageAsync(string messageText, CancellationToken cancellationToken = default) =>
        SendMessageAsync(messageText, null, null, cancellationToken);

    public virtual Task<Response<SendReceipt>> SendMessageAsync(
        string messageText, TimeSpan? visibilityTimeout = null, TimeSpan? timeToLive = null, CancellationToken cancellationToken = default) =>
        SendAsync(Text(messageText), visibilityTimeout, timeToLive, cancellationToken);

    public virtual Task<Response<SendReceipt>> SendMessageAsync(
        BinaryData message, TimeSpan? visibilityTimeout = null, TimeSpan? timeToLive = null, CancellationToken cancellationToken = default) =>
        SendAsync(message, visibilityTimeout, timeToLive, cancellationToken);

    public virtual Task<Response<QueueMessage[]>> ReceiveMessagesAsync() => ReceiveMessagesAsync(null, null, default);

    public virtual Task<Response<QueueMessage[]>> ReceiveMessagesAsync(CancellationToken cancellationToken = default) =>
        ReceiveMessagesAsync(null, null, cancellationToken);

    public virtual async Task<Response<QueueMessage[]>> ReceiveMessagesAsync(
        int? maxMessages = null, TimeSpan? visibilityTimeout = null, CancellationToken cancellationToken = default)
    {
        var request = Create(RequestMethod.Get, "/messages", ("numofmessages", Number(maxMessages)), ("visibilitytimeout", Seconds(visibilityTimeout)));
        var response = await pipeline.SendAsync(request, cancellationToken, 200);
        return Response.FromValue(xml.Received(response), response);
    }

    public virtual async Task<Response<PeekedMessage[]>> PeekMessagesAsync(int? maxMessages = null, CancellationToken cancellationToken = default)
    {
        var request = Create(RequestMethod.Get, "/messages", ("peekonly", "true"), ("numofmessages", Number(maxMessages)));
        var response = await pipeline.SendAsync(request, cancellationToken, 200);
        return Response.FromValue(xml.Peeked(response), response);
    }

    public virtual Task<Response<UpdateReceipt>> UpdateMessageAsync(
        string messageId, string popReceipt, string messageText = null, TimeSpan visibilityTimeout = default, CancellationToken cancellationToken = default) =>
        UpdateAsync(messageId, popReceipt, Text(messageText), visibilityTimeout, cancellationToken);

    public virtual Task<Response<UpdateReceipt>> UpdateMessageAsync(
        string messageId, string popReceipt, BinaryData message, TimeSpan visibilityTimeout = default, CancellationToken cancellationToken = default) =>
        UpdateAsync(messageId, popReceipt, message, visibilityTimeout, cancellationToken);

    public virtual Task<Response> DeleteMessageAsync(string messageId, string popReceipt, CancellationToken cancellationToken = default) =>
        pipeline.SendAsync(Create(RequestMethod.Delete, Message(messageId), ("popreceipt", popReceipt)), cancellationToken, 204);

    private static Account ParseAccount(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        return ConnectionString.Parse(connectionString, "queue", 10001, why => new FormatException(why), why => new FormatException(why));
    }

    private static (HttpPipeline, QueueXml) Connect(HttpPipelinePolicy authentication, QueueClientOptions options)
    {
        options ??= new QueueClientOptions();
        return (Pipeline.Build(options, authentication, new QueueErrors()), new QueueXml(options.MessageEncoding));
    }

    private static BinaryData Text(string text) => text is null ? null : new BinaryData(text);

    private static string Message(string messageId) => "/messages/" + Uri.EscapeDataString(messageId);

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    // The service counts in whole seconds; the rest is cut off.
    private static string Seconds(TimeSpan? time) => Number((int?)time?.TotalSeconds);

    // Overloads meet in private: a double that overrides one virtual member must not catch the calls of another.
    private async Task<Response<SendReceipt>> SendAsync(BinaryData message, TimeSpan? visibilityTimeout, TimeSpan? timeToLive, CancellationToken cancellationToken)
    {
        var request = Create(RequestMethod.Post, "/messages", ("visibilitytimeout", Seconds(visibilityTimeout)), ("messagettl", Seconds(timeToLive)));
        Attach(request, message);
        var response = await pipeline.SendAsync(request, cancellationToken, 201);
        return Response.FromValue(QueueXml.Receipt(response), response);
    }

    private async Task<Response<UpdateReceipt>> UpdateAsync(
        string messageId, string popReceipt, BinaryData message, TimeSpan visibilityTimeout, CancellationToken cancellationToken)
    {
        var request = Create(RequestMethod.Put, Message(messageId), ("popreceipt", popReceipt), ("visibilitytimeout", Seconds(visibilityTimeout)));
        if (message is not null)
        {
            Attach(request, message);
        }

        var response = await pipeline.SendAsync(request, cancellationToken, 204);
        return Response.FromValue(QueueXml.Update(response), response);
    }

    private Task<Response> FindPropertiesAsync(CancellationToken cancellationToken) =>
        pipeline.SendAsync(Create(RequestMethod.Get, "", ("comp", "metadata")), cancellationToken, 200);

    private void Attach(Request request, BinaryData message)
    {
        request.Headers.Add("Content-Type", "application/xml");
        request.Content = xml.Content(message);
    }

    private Request Create(RequestMethod method, string path, params (string Name, string Value)[] query)
    {
        var request = pipeline.CreateRequest();
        request.Method = method;
        request.Uri.Reset(new Uri(Uri.AbsoluteUri.TrimEnd('/') + path));
        foreach (var (name, value) in query.Where(part => part.Value is not null))
        {
            request.Uri.AppendQuery(name, value, escapeValue: true);
        }

        request.Headers.Add("x-ms-version", QueueClientOptions.VersionHeader);
        request.Headers.Add("Accept", "application/xml");
        return request;
    }
}
