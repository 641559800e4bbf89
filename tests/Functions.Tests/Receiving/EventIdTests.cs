using System.IO.Compression;
using System.Net;
using System.Text;
using Webhooks;

namespace Functions.Tests.Receiving;

public sealed class EventIdTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task An_id_that_is_no_text_is_400()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        using var answer = await app.PostAsync(From.FastPix().WithBody("""{"id":"\ud800","type":"x"}"""));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [AzuriteFact]
    public async Task Ids_of_any_kind_are_told_apart()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        string[] ids = ["a/b", "a\\b", "a#b", "a?b", "a%2Fb", "a~b", "a~2Fb", "a'b", "a\"b", "a b", "ä", "日本", "🪝", "A/B", "a\u0001b", "\u007f", "..", "|", new('x', 1000), new string('x', 999) + "y", new('é', 500)];

        foreach (var id in ids)
        {
            using var first = await app.PostAsync(From.FastPix().About(id));
            using var second = await app.PostAsync(From.FastPix().About(id));

            first.StatusCode.ShouldBe(HttpStatusCode.Accepted, id);
            second.StatusCode.ShouldBe(HttpStatusCode.OK, id);
        }

        (await app.RowsAsync("fastpix", "e|")).Select(row => row.GetString("EventId")).ShouldBe(ids, ignoreOrder: true);
        (await app.ProcessAsync()).ShouldBe(ids.Length);
        (await app.RowsAsync("fastpix", "p|")).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task An_id_too_long_to_keep_is_400()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        using var answer = await app.PostAsync(From.Valara().About(new string('x', 1025)));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
