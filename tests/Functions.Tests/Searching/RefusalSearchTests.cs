using System.Net;
using Functions.Tests.Operating;

namespace Functions.Tests.Searching;

public sealed class RefusalSearchTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private static SignedDelivery Forged => From.Valara().With("X-Webhook-Signature", Searches.WrongSignature);

    [AzuriteFact]
    public async Task A_refusal_names_an_id_that_finds_it_in_the_tool_and_so_do_the_ids_it_claims()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        var hook = new HookShell(app);
        var id = await app.RefuseAsync(Forged);
        await app.RefusedAsync("valara", 1);

        (await app.FoundByAsync(id!)).ShouldBe($"refusal_id:{id}");
        (await app.FoundByAsync("abc1234")).ShouldBe("subject:abc1234");
        (await app.FoundByAsync(From.Valara().Id)).ShouldBe($"id:{From.Valara().Id}");
        ((string)(await app.SearchAsync("abc1234")).Single()["line"]!["status"]!).ShouldBe("Refused");
        (await hook.RunAsync("search", id!.ToUpperInvariant())).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("refusal id " + id);
        (await hook.RunAsync("show", id)).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("signature_invalid");
        (await app.FoundAsync(id, "&type=*")).ShouldBe("");
        (await hook.RunAsync("search", "nothing-so")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("0 deliveries.");
        hook.Error.ShouldContain("Searched: event ids, subjects, delivery ids, ids of refusals; 'nothing-so*' finds what only begins so.");
    }

    [AzuriteFact]
    public async Task An_answer_promises_no_id_of_a_refusal_that_is_not_kept()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        using var unknown = await app.PostAsync(Forged, "nobody");
        (await unknown.Content.ReadAsStringAsync()).ShouldNotContain("refusal_id");
        var ids = new List<string?>();
        for (var number = 0; number < 50; number++)
        {
            // One body: the reserve takes it once, and the rest is capped.
            ids.Add(await app.RefuseAsync(Forged));
        }

        var promised = ids.OfType<string>().ToList();
        promised.Count.ShouldBe(21);
        await app.RefusedAsync("valara", promised.Count);
        foreach (var id in promised)
        {
            (await app.FoundAsync(id)).ShouldBe(id);
        }

        // An index row each for event id, listing and nonce-like values at most: bounded by what is kept.
        (await app.RowsAsync("valara", "i|")).Count.ShouldBeLessThanOrEqualTo(4 * promised.Count);
    }

    [AzuriteFact]
    public async Task Hostile_bodies_are_kept_and_harm_no_other()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        byte[][] bodies =
        [
            [0xff, 0xfe, 0x00], "{"u8.ToArray(), """{"id":"\ud800"""u8.ToArray(), """[[[[[[{"id":1}]]]]]]"""u8.ToArray(), """{"id":{"id":{"id":{"id":{"id":1}}}}}"""u8.ToArray(),
            """{"id":null,"a_id":1e999,"b_id":true,"id":"x/y\\z"}"""u8.ToArray(), System.Text.Encoding.UTF8.GetBytes(new string('[', 60_000)), "a=b&id=7"u8.ToArray(),
            System.Text.Encoding.UTF8.GetBytes($$"""{"id":"{{new string('i', 50_000)}}","a_id":"{{new string('\u0001', 5)}}"}"""),
        ];
        foreach (var body in bodies)
        {
            await app.RefuseAsync(Forged.WithBody(body).With("X-Webhook-Signature", Searches.WrongSignature));
        }

        await app.RefusedAsync("valara", bodies.Length);
        (await app.FoundByAsync("x/y\\z")).ShouldBe("id:x/y\\z");
    }

    [AzuriteFact]
    public async Task What_it_is_found_by_goes_with_it_and_once_readmitted_its_id_leads_to_the_event()
    {
        var account = azurite.NewAccount();
        string? id;
        await using (var app = await ReceiverApp.StartAsync(account, new() { ["Sources__valara__Secrets__0__Value"] = "wh_another-secret" }))
        {
            id = await app.RefuseAsync(From.Valara());
            await app.RefuseAsync(From.Valara().WithBody(body => body["data"]!["listing_number"] = "second").About("evt_2"));
            await app.RefusedAsync("valara", 2);
        }

        await using var mended = await ReceiverApp.StartAsync(account);
        var answer = await (await mended.OrderAsync("readmit/valara", $$"""{"id":"{{id}}","who":"us","why":"secret mended"}""")).Content.ReadAsStringAsync();

        answer.ShouldContain("\"readmitted\":1");
        (await mended.FoundByAsync(id!)).ShouldBe($"refusal_id:{id}");
        (await mended.FoundAsync(id!)).ShouldBe(From.Valara().Id);
        (await mended.FoundAsync("abc1234")).ShouldBe(From.Valara().Id);
        mended.Clock.Advance(TimeSpan.FromDays(4));
        await mended.SweepAsync();

        (await mended.FoundAsync("second")).ShouldBe("");
        (await mended.RowsAsync("valara", "i|")).Count.ShouldBe(2);
    }
}
