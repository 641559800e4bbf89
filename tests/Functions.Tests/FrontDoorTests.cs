using System.Net;
using System.Text;
using System.Text.Json;
using LocalHost;

namespace Functions.Tests;

/// <summary>
/// The front door as any sender meets it, with the sample's secrets and the real clock. With RECEIVER_URL set, such as
/// http://127.0.0.1:7071, it is knocked at wherever that is: at a real Functions host, say, which has copied the sample's settings.
/// </summary>
public sealed class FrontDoorTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>, IAsyncLifetime, IDisposable
{
    private LocalHostApplication? host;
    private readonly HttpClient http = new();

    public async Task InitializeAsync()
    {
        var address = Environment.GetEnvironmentVariable("RECEIVER_URL");
        if (address is null && Azurite.Missing is null)
        {
            var settings = Sample.ToDictionary(setting => setting.Key, setting => (string?)setting.Value);
            settings["AzureWebJobsStorage"] = azurite.NewAccount();
            host = await LocalHostApplication.StartAsync(HostedApp.Options with { Urls = "http://127.0.0.1:0", Root = RepositoryRoot.Path, Settings = settings });
            address = host.BaseAddress.AbsoluteUri;
        }

        if (address is null)
        {
            return;
        }

        http.BaseAddress = new Uri($"{address.TrimEnd('/')}/api/");
        await Eventually.Async(async () => (await http.GetAsync(new Uri("health", UriKind.Relative))).IsSuccessStatusCode);
    }

    public async Task DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }
    }

    public void Dispose() => http.Dispose();

    [AzuriteTheory]
    [InlineData("valara")]
    [InlineData("novavms")]
    [InlineData("fastpix")]
    [InlineData("envless")]
    [InlineData("standard")]
    public async Task A_signed_delivery_is_accepted_once_and_a_changed_one_never(string source)
    {
        var delivery = Now(source).About(Guid.NewGuid().ToString());

        (await PostAsync(delivery.WithBody([.. delivery.Body, .. " "u8]) with { Sign = sent => delivery.Sign(delivery) }, source)).ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync(delivery, source)).ShouldBe(HttpStatusCode.Accepted);
        (await PostAsync(delivery, source)).ShouldBe(source == "valara" ? HttpStatusCode.Conflict : HttpStatusCode.OK);
    }

    [AzuriteFact]
    public async Task What_is_not_a_source_is_not_found_and_what_is_too_large_is_refused()
    {
        (await PostAsync(Now("valara"), "nobody")).ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(Now("standard").WithBody(new byte[Webhooks.Source.LargestRowBody + 1]), "standard")).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    private static Dictionary<string, string> Sample { get; } =
        JsonDocument.Parse(File.ReadAllText(RepositoryRoot.Combine("local.settings.sample.json"))).RootElement.GetProperty("Values").Deserialize<Dictionary<string, string>>()!;

    private static SignedDelivery Now(string source)
    {
        var sender = Receiving.AdmissionTests.Sender(source);
        var secret = Sample[$"Sources__{source}__Secrets__0__Value"];
        var now = TimeProvider.System.GetUtcNow();
        return sender with
        {
            Secret = secret,
            Key = source switch
            {
                "fastpix" => Convert.FromBase64String(secret),
                "standard" => Convert.FromBase64String(secret["whsec_".Length..]),
                _ => Encoding.UTF8.GetBytes(secret),
            },
            Now = now,
            SentAt = now,
        };
    }

    private async Task<HttpStatusCode> PostAsync(SignedDelivery signed, string source)
    {
        using var answer = await ReceiverApp.PostAsync(http, signed, source);
        return answer.StatusCode;
    }
}
