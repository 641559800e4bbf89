using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Webhooks.PublishedKeys;

namespace Functions.Tests.Receiving;

// A sender that signs tokens with keys that it publishes as a set at one address.
public sealed class PublishedKeySetTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>, IDisposable
{
    private const string Address = "https://hooks.example.com/api/webhooks/cranes";
    private const string Account = "harbour@example.iam.gserviceaccount.com";
    private const string KeySet = "https://www.googleapis.com/oauth2/v3/certs";
    private readonly RSA key = RSA.Create(2048);
    private readonly KeyServer server = new();

    public void Dispose()
    {
        key.Dispose();
        server.Dispose();
    }

    [AzuriteFact]
    public async Task Keys_are_fetched_at_start_and_a_new_one_when_a_token_names_it()
    {
        Publish("first");
        await using var app = await StartAsync();
        await Eventually.Async(() => Task.FromResult(server.Asked.Count == 1));
        (await StatusAsync(app, "first", "m-1")).ShouldBe(HttpStatusCode.Accepted);

        Publish("first", "second");
        // The set is a moment old and knows all keys.
        (await StatusAsync(app, "second", "m-2")).ShouldBe(HttpStatusCode.Unauthorized);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        (await StatusAsync(app, "second", "m-2")).ShouldBe(HttpStatusCode.Accepted);
        server.Asked.ShouldBe([KeySet, KeySet]);
    }

    [AzuriteFact]
    public async Task A_flood_of_key_ids_makes_one_fetch_a_minute()
    {
        Publish("first");
        await using var app = await StartAsync();
        await Eventually.Async(() => Task.FromResult(server.Asked.Count == 1));
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        for (var number = 0; number < 50; number++)
        {
            (await StatusAsync(app, $"forged-{number}", "m-1")).ShouldBe(HttpStatusCode.Unauthorized);
        }

        server.Asked.Count.ShouldBe(2);
        (await StatusAsync(app, "first", "m-1")).ShouldBe(HttpStatusCode.Accepted);
    }

    [AzuriteFact]
    public async Task A_token_of_another_account_or_without_signature_is_refused()
    {
        Publish("first");
        await using var app = await StartAsync();

        (await StatusAsync(app, "first", "m-1", claims => claims["email"] = "stranger@example.iam.gserviceaccount.com")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(app, "first", "m-1", claims => claims["aud"] = "https://example.com")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(app, "first", "m-1", algorithm: "none")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(app, "first", "m-1", algorithm: "HS256")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(app, "first", "m-1")).ShouldBe(HttpStatusCode.Accepted);
    }

    [AzuriteFact]
    public async Task Keys_that_could_not_be_fetched_again_for_a_day_are_trusted_no_longer()
    {
        Publish("first");
        await using var app = await StartAsync();
        await Eventually.Async(() => Task.FromResult(server.Asked.Count == 1));
        (await StatusAsync(app, "first", "m-1")).ShouldBe(HttpStatusCode.Accepted);
        server.Answer = _ => new HttpResponseMessage(HttpStatusCode.BadGateway);

        app.Clock.Advance(TimeSpan.FromHours(23));
        await app.Services.GetRequiredService<KeyCache>().RefreshAsync(default);
        (await StatusAsync(app, "first", "m-2")).ShouldBe(HttpStatusCode.Accepted);
        app.Clock.Advance(TimeSpan.FromHours(1));
        (await StatusAsync(app, "first", "m-3")).ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    private void Publish(params string[] ids)
    {
        var numbers = key.ExportParameters(false);
        var keys = string.Join(',', ids.Select(id => $$"""{"kty":"RSA","use":"sig","alg":"RS256","kid":"{{id}}","n":"{{Encode(numbers.Modulus!)}}","e":"{{Encode(numbers.Exponent!)}}"}"""));
        server.Answer = address => address == KeySet ? KeyServer.Document($$"""{"keys":[{{keys}}]}""") : null;
    }

    private async Task<HttpStatusCode> StatusAsync(ReceiverApp app, string keyId, string messageId, Action<JsonObject>? change = null, string algorithm = "RS256")
    {
        var now = app.Clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject { ["iss"] = "https://accounts.google.com", ["aud"] = Address, ["email"] = Account, ["email_verified"] = true, ["iat"] = now, ["exp"] = now + 3600 };
        change?.Invoke(claims);
        var content = $"{Encode(new JsonObject { ["alg"] = algorithm, ["kid"] = keyId })}.{Encode(claims)}";
        var signature = algorithm == "none" ? "" : Encode(key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        using var request = new HttpRequestMessage(HttpMethod.Post, "webhooks/cranes") { Content = new StringContent($$"""{"message":{"data":"aGk=","messageId":"{{messageId}}"},"subscription":"s"}""") };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {content}.{signature}");
        using var answer = await app.Http.SendAsync(request);
        return answer.StatusCode;
    }

    private static string Encode(JsonObject json) => Encode(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private Task<ReceiverApp> StartAsync() => ReceiverApp.StartAsync(
        azurite.NewAccount(),
        new() { ["Sources__cranes__Scheme"] = "google-pubsub", ["Sources__cranes__PublicUrl"] = Address, ["Sources__cranes__ServiceAccount"] = Account },
        overrides: server.Instead());
}
