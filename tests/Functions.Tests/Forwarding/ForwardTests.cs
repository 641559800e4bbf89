using Functions.Tests.Notifying;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Functions.Tests.Forwarding;

public sealed class ForwardTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task A_chosen_event_arrives_byte_for_byte_and_signed_again()
    {
        await using var endpoint = await ChannelEndpoint.StartAsync();
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), Settings(endpoint));
        await app.PostAsync(From.Envless());
        await app.PostAsync(From.FastPix());

        await app.ProcessAsync();

        var copy = endpoint.Received.Single();
        copy.Body.ToArray().ShouldBe(From.Envless().Body);
        var secret = Secret.Read(From.ReferenceSecret, [KeyForm.Whsec], out _)!;
        var verified = new StandardWebhooksScheme().Verify(copy, [secret], SignatureScheme.FiveMinutes, SignedDelivery.Noon).ShouldBeOfType<Verification.Verified>();
        verified.Event.EventId.ShouldBe($"envless:{From.Envless().Id}");
    }

    [AzuriteTheory]
    [InlineData(500, "Pending")]
    [InlineData(401, "Pending")]
    [InlineData(302, "Pending")]
    [InlineData(422, "DeadLettered")]
    public async Task What_the_address_answers_decides_about_another_attempt(int status, string expected)
    {
        await using var endpoint = await ChannelEndpoint.StartAsync();
        endpoint.AnswerWith(status);
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), Settings(endpoint));
        await app.PostAsync(From.Envless());

        await app.ProcessAsync();

        var row = (await app.RowsAsync("envless", "e|")).Single();
        (row.GetString("Status"), row.GetInt32("Attempts")).ShouldBe((expected, 1));
        row.GetString("LastError").ShouldContain($"{status}");
    }

    [AzuriteFact]
    public async Task An_address_that_does_not_answer_is_a_failed_attempt()
    {
        await using var endpoint = await ChannelEndpoint.StartAsync();
        endpoint.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        var settings = Settings(endpoint);
        settings["Forwarding__crm__Timeout"] = "00:00:01";
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), settings);
        await app.PostAsync(From.Envless());

        await app.ProcessAsync();

        (await app.RowsAsync("envless", "e|")).Single().GetString("LastError").ShouldContain("no answer within");
    }

    private static Dictionary<string, string?> Settings(ChannelEndpoint endpoint) => new()
    {
        ["Forwarding__crm__Url"] = endpoint.Url,
        ["Forwarding__crm__Secret"] = From.ReferenceSecret,
        ["Forwarding__crm__Sources__0"] = "envless",
        ["Forwarding__crm__Sources__1"] = "fastpix",
        ["Forwarding__crm__Types__0"] = "workspace.*",
    };
}
