using System.Net;
using Webhooks.OperatorPage;

namespace Functions.Tests.Receiving;

// People with a browser, and senders that look whether there is anybody before they send.
public sealed class VisitorTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task Whoever_opens_an_address_of_webhooks_reads_what_it_is_and_not_which_sources_there_are()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        var texts = await Task.WhenAll(new[] { "webhooks/valara", "webhooks/nobody", "webhooks" }.Select(path => app.Http.GetStringAsync(path)));

        texts.Distinct().ShouldHaveSingleItem().ShouldStartWith("This address receives webhooks.");
    }

    [AzuriteTheory]
    [InlineData("webhooks/valara")]
    [InlineData("webhooks/nobody")]
    [InlineData("health")]
    [InlineData("health/ready")]
    [InlineData("operator")]
    [InlineData("operator/sources")]
    [InlineData("operator/page/log")]
    [InlineData("operator/assets/{version}/operator.js")]
    public async Task A_HEAD_request_is_answered_as_GET_is_and_without_a_body(string path)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), clock: new ManualClock(TimeProvider.System.GetUtcNow()));
        path = path.Replace("{version}", PageAssets.Version, StringComparison.Ordinal);

        using var get = await app.Http.GetAsync(path);
        using var head = await app.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));

        (get.StatusCode, head.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
        head.Content.Headers.ContentType.ShouldBe(get.Content.Headers.ContentType);
        (await get.Content.ReadAsByteArrayAsync()).ShouldNotBeEmpty();
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        head.Headers.ETag.ShouldBe(get.Headers.ETag);
    }
}
