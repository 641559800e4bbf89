using System.Net;
using System.Text;

namespace Functions.Tests.Operating;

public sealed class UnchangedTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task Who_knows_the_answer_already_is_told_so_until_it_changes()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var (first, tag, body) = await GetAsync(app, "operator/secrets/valara");
        app.Clock.Advance(TimeSpan.FromSeconds(5));
        var (second, sameTag, nothing) = await GetAsync(app, "operator/secrets/valara", $"\"other\", {tag}");

        (first, second).ShouldBe((HttpStatusCode.OK, HttpStatusCode.NotModified));
        tag.ShouldStartWith("W/\"");
        sameTag.ShouldBe(tag);
        body.ShouldContain("\"at\":");
        nothing.ShouldBeEmpty();

        (await app.PostAsync(From.Valara())).Dispose();
        var (third, otherTag, changed) = await GetAsync(app, "operator/secrets/valara", tag);

        third.ShouldBe(HttpStatusCode.OK);
        otherTag.ShouldNotBe(tag);
        changed.ShouldContain("first_use");
    }

    [AzuriteFact]
    public async Task A_tag_of_another_page_and_a_problem_are_never_taken_for_the_same()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var (_, tag, _) = await GetAsync(app, "operator/secrets/valara");

        (await GetAsync(app, "operator/secrets/novavms", tag)).Status.ShouldBe(HttpStatusCode.OK);
        var (missing, none, _) = await GetAsync(app, "operator/secrets/nobody", "*");
        (missing, none).ShouldBe((HttpStatusCode.NotFound, ""));
    }

    [AzuriteFact]
    public async Task An_order_is_carried_out_whatever_the_caller_knows()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        using var order = new HttpRequestMessage(HttpMethod.Post, "operator/redrive/valara")
        {
            Content = new StringContent("""{"dry_run":true}""", Encoding.UTF8, "application/json"),
        };
        order.Headers.TryAddWithoutValidation("If-None-Match", "*");

        using var answer = await app.Http.SendAsync(order);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.ETag.ShouldBeNull();
    }

    private static async Task<(HttpStatusCode Status, string Tag, string Body)> GetAsync(ReceiverApp app, string path, string? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (known is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        }

        using var answer = await app.Http.SendAsync(request);
        return (answer.StatusCode, answer.Headers.ETag?.ToString() ?? "", await answer.Content.ReadAsStringAsync());
    }
}
