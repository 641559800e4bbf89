namespace Functions.Tests.Operating;

public sealed class OperatorProblemTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteTheory]
    [InlineData("dead-letters?sorce=valara", 400, "no parameter 'sorce'")]
    [InlineData("dead-letters?limit=0", 400, "'limit'")]
    [InlineData("dead-letters?since=yesterday", 400, "'since'")]
    [InlineData("dead-letters?source=nobody", 404, "There is no source 'nobody' here; there are envless, fastpix, ")]
    [InlineData("log?sorce=valara", 400, "no parameter 'sorce'")]
    [InlineData("log?status=failed", 400, "'status' must be one of")]
    [InlineData("log?limit=501", 400, "'limit'")]
    [InlineData("log?since=yesterday", 400, "'since'")]
    [InlineData("log?after=x'%20or%20'1", 400, "'after'")]
    [InlineData("log?source=nobody", 404, "There is no source 'nobody' here; there are envless, fastpix, ")]
    [InlineData("secrets/nobody", 404, "There is no source 'nobody' here; there are envless, fastpix, ")]
    [InlineData("events/nobody?id=e", 404, "There is no source 'nobody' here; there are envless, fastpix, ")]
    [InlineData("refused/nobody?id=e", 404, "There is no source 'nobody' here; there are envless, fastpix, ")]
    [InlineData("page/status?source=nobody", 404, "There is no source 'nobody' here; there are envless, fastpix, ")]
    [InlineData("events/valara", 400, "?id=ID")]
    [InlineData("events/valara?id=gone", 404, "no event 'gone'")]
    [InlineData("refused/valara", 400, "?id=ID")]
    [InlineData("refused/valara?id=019e7d986b827305ac80478fa6557995", 404, "no refused delivery")]
    [InlineData("refused/valara?id=ffffffffffffffffffffffffffffffff", 404, "no refused delivery")]
    [InlineData("refused/valara?id=x'%20or%20'1", 404, "no refused delivery")]
    public async Task What_cannot_be_asked_is_told_as_a_problem(string path, int status, string detail)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        using var answer = await app.Http.GetAsync(new Uri("operator/" + path, UriKind.Relative));

        ((int)answer.StatusCode).ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.DetailAsync()).ShouldContain(detail);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(detail);
    }
}
