using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Webhooks.Settings;
using Webhooks.Storage;

namespace Functions.Tests.Storage;

// Azurite speaks http here, and no token may travel over that: identity is checked on the request itself.
public sealed class StorageConnectionContractTests
{
    [Fact]
    public async Task Tables_are_reached_with_a_token_for_storage()
    {
        var credential = new AnyCredential();
        var wire = new CutWire();
        var options = new TableClientOptions { Transport = wire, Retry = { MaxRetries = 0 } };
        var table = new TableServiceClient(new Uri("https://account.table.core.windows.net"), credential, options).GetTableClient("webhooks");

        await Should.ThrowAsync<RequestFailedException>(() => table.GetEntityAsync<TableEntity>("p", "r"));

        credential.Scopes.ShouldBe(["https://storage.azure.com/.default"]);
        wire.Header("Authorization").ShouldBe("Bearer token");
        wire.Header("x-ms-version").ShouldBe("2020-12-06");
        wire.Address.ShouldStartWith("https://account.table.core.windows.net/webhooks(PartitionKey='p',RowKey='r')");
        table.Uri.ShouldBe(new Uri("https://account.table.core.windows.net/webhooks"));
    }

    [Fact]
    public async Task Queues_are_reached_with_a_token_for_storage()
    {
        var credential = new AnyCredential();
        var wire = new CutWire();
        var options = new QueueClientOptions { Transport = wire, Retry = { MaxRetries = 0 } };
        var queue = new QueueClient(new Uri("https://account.queue.core.windows.net/events"), credential, options);

        await Should.ThrowAsync<RequestFailedException>(() => queue.SendMessageAsync("text"));

        credential.Scopes.ShouldBe(["https://storage.azure.com/.default"]);
        wire.Header("Authorization").ShouldBe("Bearer token");
        wire.Address.ShouldBe("https://account.queue.core.windows.net/events/messages");
        queue.Name.ShouldBe("events");
    }

    [Fact]
    public async Task No_token_travels_in_the_clear()
    {
        var address = new Uri("http://127.0.0.1:1/account");
        var table = new TableClient(address, "webhooks", new AnyCredential(), new TableClientOptions { Retry = { MaxRetries = 0 } });

        await Should.ThrowAsync<InvalidOperationException>(() => table.AddEntityAsync(new TableEntity("p", "r")));
        Should.Throw<ArgumentException>(() => new QueueClient(new Uri(address, "account/events"), new AnyCredential()));
    }

    [Fact]
    public async Task Retries_and_policies_are_the_callers_to_choose()
    {
        var wire = new CutWire();
        var options = new TableClientOptions { Transport = wire, Retry = { MaxRetries = 2, Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1) } };
        options.AddPolicy(new Stamp(), HttpPipelinePosition.PerCall);
        var table = new TableClient("UseDevelopmentStorage=true", "webhooks", options);

        await Should.ThrowAsync<Exception>(() => table.AddEntityAsync(new TableEntity("p", "r")));

        wire.Sent.ShouldBe(3);
        wire.Header("x-stamp").ShouldBe("here");
        wire.Header("Authorization").ShouldStartWith("SharedKeyLite devstoreaccount1:");
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1/t", "http://127.0.0.1:10001/devstoreaccount1/queue")]
    [InlineData(
        "UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://azurite",
        "http://azurite:10002/devstoreaccount1/t",
        "http://azurite:10001/devstoreaccount1/queue")]
    [InlineData(
        "DefaultEndpointsProtocol=https;AccountName=account;AccountKey=a2V5PT0=;EndpointSuffix=core.windows.net",
        "https://account.table.core.windows.net/t",
        "https://account.queue.core.windows.net/queue")]
    public async Task A_connection_string_says_where_storage_is(string connectionString, string table, string queue)
    {
        var tableWire = new CutWire();
        var queueWire = new CutWire();
        var tables = new TableServiceClient(connectionString, new TableClientOptions { Transport = tableWire, Retry = { MaxRetries = 0 } });
        var queues = new QueueClient(connectionString, "queue", new QueueClientOptions { Transport = queueWire, Retry = { MaxRetries = 0 } });

        await Should.ThrowAsync<RequestFailedException>(() => tables.GetTableClient("t").AddEntityAsync(new TableEntity("p", "r")));
        await Should.ThrowAsync<RequestFailedException>(() => queues.ClearMessagesAsync());

        tableWire.Address.ShouldStartWith(table);
        queueWire.Address.ShouldBe(queue + "/messages");
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10000/devstoreaccount1/bodies")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=account;AccountKey=a2V5PT0=;EndpointSuffix=core.windows.net", "https://account.blob.core.windows.net/bodies")]
    [InlineData("AccountName=account;AccountKey=a2V5PT0=;TableEndpoint=http://t.example.com;QueueEndpoint=http://q.example.com;BlobEndpoint=http://b.example.com", "http://b.example.com/bodies")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=account;AccountKey=a2V5PT0=;TableEndpoint=http://t.example.com;QueueEndpoint=http://q.example.com", null)]
    public void A_connection_string_says_where_blobs_are_or_that_there_are_none(string connectionString, string? container)
    {
        var connection = StorageConnection.Read(new SettingsReader([new("AzureWebJobsStorage", connectionString)])).ShouldNotBeNull();

        var found = connection.Container("bodies", retries: 0)?.Uri.AbsoluteUri;

        found.ShouldBe(container);
    }

    [Fact]
    public void An_identity_reaches_blobs_at_their_address_or_that_of_the_account()
    {
        Of(("accountName", "account")).ShouldBe("https://account.blob.core.windows.net/bodies");
        Of(("tableServiceUri", "https://t.example.com"), ("queueServiceUri", "https://q.example.com"), ("blobServiceUri", "https://b.example.com/")).ShouldBe("https://b.example.com/bodies");
        Of(("tableServiceUri", "https://t.example.com"), ("queueServiceUri", "https://q.example.com")).ShouldBeNull();

        static string? Of(params (string Name, string Value)[] settings) =>
            StorageConnection.Read(new SettingsReader(settings.Select(setting => KeyValuePair.Create("AzureWebJobsStorage__" + setting.Name, (string?)setting.Value)))).ShouldNotBeNull()
                .Container("bodies", retries: 0)?.Uri.AbsoluteUri;
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("AccountName=account")]
    public void A_connection_string_that_is_none_is_refused_at_once(string connectionString)
    {
        Should.Throw<SystemException>(() => new TableServiceClient(connectionString));
        Should.Throw<FormatException>(() => new QueueClient(connectionString, "queue"));
    }

    private sealed class AnyCredential : TokenCredential
    {
        public string[] Scopes { get; private set; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes = requestContext.Scopes;
            return new AccessToken("token", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }

    private sealed class Stamp : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message) => message.Request.Headers.Add("x-stamp", "here");
    }

    private sealed class CutWire : HttpPipelineTransport
    {
        private readonly Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);

        public int Sent { get; private set; }

        public string Address { get; private set; } = "";

        public string? Header(string name) => headers.GetValueOrDefault(name);

        public override Request CreateRequest() => HttpClientTransport.Shared.CreateRequest();

        public override void Process(HttpMessage message)
        {
            Sent++;
            Address = message.Request.Uri.ToUri().AbsoluteUri;
            foreach (var header in message.Request.Headers)
            {
                headers[header.Name] = header.Value;
            }

            throw new RequestFailedException("The wire is cut.");
        }

        public override ValueTask ProcessAsync(HttpMessage message)
        {
            Process(message);
            return ValueTask.CompletedTask;
        }
    }
}
