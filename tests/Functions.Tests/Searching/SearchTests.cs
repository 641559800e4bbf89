using System.Net;
using Azure.Data.Tables;
using Functions.Tests.Documents;
using Functions.Tests.Operating;

namespace Functions.Tests.Searching;

public sealed class SearchTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task Events_of_the_four_senders_are_found_by_what_they_are_about_by_their_own_id_and_by_that_of_the_delivery()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await app.PostAsync(From.Valara());
        await app.PostAsync(From.NovaVms().WithBody(body => body["data"]!["camera_id"] = "CAM-19"));
        await app.PostAsync(From.FastPix());
        await app.PostAsync(From.Envless().WithBody(body => body["data"]!["delivery"] = new System.Text.Json.Nodes.JsonObject { ["endpointId"] = "ep_7" }));

        (await app.FoundByAsync("ABC1234 ")).ShouldBe("subject:abc1234");
        (await app.FoundAsync("abc1234")).ShouldBe(From.Valara().Id);
        (await app.FoundByAsync(From.Valara().Id)).ShouldBe($"event_id:{From.Valara().Id}");
        (await app.FoundByAsync("cam-19")).ShouldBe("subject:CAM-19");
        (await app.FoundByAsync(From.NovaVms().Id)).ShouldBe($"delivery_id:{From.NovaVms().Id}");
        (await app.FoundByAsync("bb2f5c26-afe4-4ff1-b6d2-906b761adb15")).ShouldBe("subject:bb2f5c26-afe4-4ff1-b6d2-906b761adb15");
        (await app.FoundByAsync("ep_7")).ShouldBe("subject:ep_7");
        (await app.FoundByAsync("0192a1b2-c3d4-7000-8000-0000000000d1")).ShouldBe("delivery_id:0192a1b2-c3d4-7000-8000-0000000000d1");
        (await app.FoundAsync("abc123")).ShouldBe("");
    }

    [AzuriteFact]
    public async Task A_line_says_what_became_of_the_event_by_now()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: ScriptedHandler.Failing(), settings: new() { ["Processing__MaxAttempts"] = "1" });
        await app.AcceptAsync("evt_1", "house-1");
        ((string)(await app.SearchAsync("house-1")).Single()["line"]!["status"]!).ShouldBe("Pending");

        await app.ProcessAsync();

        var line = (await app.SearchAsync("house-1")).Single()["line"]!;
        ((string)line["status"]!, (string)line["event_type"]!, (string)line["source"]!).ShouldBe(("DeadLettered", "listing.created", "valara"));
    }

    [AzuriteFact]
    public async Task The_beginning_of_an_id_finds_all_of_them_page_after_page_over_sources_and_shards()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__valara__Shards"] = "4" });
        foreach (var number in Enumerable.Range(0, 12))
        {
            await app.AcceptAsync($"evt_{number}", $"listing_{number % 3}2");
            app.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await app.PostAsync(From.NovaVms().WithBody(body => body["data"]!["camera_id"] = "listing_00"));

        var found = (await app.FoundAsync("listing_*", "&limit=5")).Split(' ');
        found.Length.ShouldBe(13);
        found.ShouldBeUnique();
        (await app.FoundAsync("listing_1*")).ShouldBe("evt_10 evt_7 evt_4 evt_1");
        (await app.FoundAsync("listing_12")).ShouldBe("evt_10 evt_7 evt_4 evt_1");
        (await app.FoundAsync("listing_*", "&source=novavms")).ShouldBe("b1c9d3e5-4a6f-4812-a7bc-0d9e8f7a6b5c");
        (await app.FoundAsync("evt_1*")).ShouldBe("evt_1 evt_10 evt_11");
    }

    [AzuriteFact]
    public async Task Types_with_a_wildcard_and_times_narrow_a_search_and_the_lists()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: ScriptedHandler.Failing(), settings: new() { ["Processing__MaxAttempts"] = "1" });
        await app.AcceptAsync("evt_1", "house", "media.delivery.completed");
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.AcceptAsync("evt_2", "house", "listing.created");
        await app.ProcessAsync();

        (await app.FoundAsync("house", "&type=Media.*")).ShouldBe("evt_1");
        (await app.FoundAsync("evt_*", "&type=listing.*")).ShouldBe("evt_2");
        (await app.FoundAsync("house", $"&since={SignedDelivery.Noon.AddMinutes(1):s}Z")).ShouldBe("evt_2");
        (await app.AskAsync("log?type=media.*"))["lines"]!.AsArray().Count.ShouldBe(1);
        (await app.AskAsync("dead-letters?type=media.*"))["dead_letters"]!.AsArray().Count.ShouldBe(1);
    }

    [AzuriteTheory]
    [InlineData("a/b\\c#d?e")]
    [InlineData("quote'\"`")]
    [InlineData("star*in*side")]
    [InlineData("bar|and~tilde")]
    [InlineData("new\nline\u0001\u007f")]
    [InlineData("Straße-\U0001F3E0-日本-\u212A")]
    [InlineData("\u202Eevil<script>")]
    [InlineData("' or PartitionKey ne '")]
    [InlineData("_")]
    public async Task Ids_of_any_text_are_found_and_refuse_nothing(string listing)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__valara__Search"] = "All" });
        await app.AcceptAsync("evt_0", "other");
        await app.AcceptAsync("evt_1", listing);

        (await app.FoundAsync(listing)).ShouldBe("evt_1");
        (await app.FoundAsync(listing[..1] + "*")).ShouldContain("evt_1");
        (await app.FoundByAsync(listing)).ShouldBe("subject:" + listing);
    }

    [AzuriteFact]
    public async Task Ids_that_are_too_long_blank_or_doubled_refuse_nothing()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__envless__Search"] = "All" });
        var longest = new string('x', 900);
        await app.AcceptAsync("evt_1", longest);
        await app.AcceptAsync("evt_2", " ");
        await app.AcceptAsync(new string('e', 900), "with-a-long-event-id");
        // Different texts that share their normal form, and the id of the event itself.
        using var answer = await app.PostAsync(From.Envless().WithBody(
            """{"id":"019e7d98-6b82-7305-ac80-478fa6557995","type":"workspace.created","createdAt":"2026-11-21T11:59:20.123Z","data":{"a_id":"K1","b_id":"\u212A1","c_id":"k1 ","d_id":"\ud800z","e_id":"\ud801z","f_id":"019e7d98-6b82-7305-ac80-478fa6557995"}}"""));

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await app.FoundAsync(longest)).ShouldBe("evt_1");
        (await app.FoundAsync("with-a-long-event-id")).ShouldBe(new string('e', 900));
        (await app.FoundAsync("k1")).ShouldBe(From.Envless().Id);
        (await app.RowsAsync("envless", "i|")).Select(row => row.RowKey.Split('|')[1]).ShouldBe(
            ["0192a1b2-c3d4-7000-8000-0000000000d1", "k1", "~EF~BF~BDz"], ignoreOrder: true);
    }

    [AzuriteTheory]
    [InlineData("None", "")]
    [InlineData("Subject", "ep_7 0192a1b2-c3d4-7000-8000-0000000000d1")]
    [InlineData("All", "ep_7 0192a1b2-c3d4-7000-8000-0000000000d1 dl_1 evt_lost")]
    public async Task A_setting_of_the_source_says_what_is_found(string search, string found)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__envless__Search"] = search });
        await app.PostAsync(From.Envless().WithBody(body => body["data"]!["delivery"] = new System.Text.Json.Nodes.JsonObject
        {
            ["id"] = "dl_1",
            ["eventId"] = "evt_lost",
            ["endpointId"] = "ep_7",
            ["credentials"] = new System.Text.Json.Nodes.JsonObject { ["id"] = "hidden" },
        }));

        (await app.RowsAsync("envless", "i|")).Select(row => row.GetString("Value")).ShouldBe(found.Split(' ', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);
    }

    [AzuriteFact]
    public async Task What_a_source_redacts_is_not_found_by()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__valara__Redact__0"] = "DATA.listing_number", ["Sources__valara__Search"] = "All" });
        await app.AcceptAsync("evt_1", "private-1");
        await app.RefuseAsync(From.Valara().WithBody(body => body["data"]!["listing_number"] = "private-1").With("X-Webhook-Signature", Searches.WrongSignature));
        await app.RefusedAsync("valara", 1);

        (await app.FoundAsync("private-1")).ShouldBe("");
        (await app.RowsAsync("valara", "i|")).ShouldAllBe(row => !row.GetString("Value").Contains("private"));
    }

    [AzuriteFact]
    public async Task A_search_costs_two_ranges_of_keys_for_each_partition_and_a_read_for_each_line_however_much_there_is()
    {
        var account = azurite.NewAccount();
        await using var storage = await FaultyStorage.BeforeAsync(account);
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, new() { ["Sources__valara__Shards"] = "4" }, directConnectionString: account);
        var others = app.SearchAsync("none");
        await others;
        var partitions = 4 + 4;

        var before = await StorageTally.OfAsync(storage, () => app.AskAsync("search?q=house-7"));
        foreach (var number in Enumerable.Range(0, 60))
        {
            await app.AcceptAsync($"evt_{number}", $"house-{number % 30}");
        }

        var after = await StorageTally.OfAsync(storage, () => app.AskAsync("search?q=house-7"));
        var page = await StorageTally.OfAsync(storage, () => app.AskAsync("search?q=house-*&limit=5"));

        before.Table.ShouldBe(1 + (2 * partitions));
        after.Table.ShouldBe(before.Table + 2);
        page.Table.ShouldBe(before.Table + 5);
    }

    [AzuriteFact]
    public async Task A_row_that_is_there_already_changes_no_verdict()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        await app.PostAsync(From.Valara());
        var index = (await app.RowsAsync("valara", "i|")).Single();
        foreach (var row in (await app.RowsAsync("valara")).Where(row => row.RowKey != index.RowKey))
        {
            await app.Table.DeleteEntityAsync(row);
        }

        // As a version that knows no index leaves it: it leads nowhere.
        (await app.FoundAsync("abc1234")).ShouldBe("");
        using var again = await app.PostAsync(From.Valara());
        using var replay = await app.PostAsync(From.Valara());
        using var duplicate = await app.PostAsync(From.Valara().About(From.Valara().Id, "another"));

        (again.StatusCode, replay.StatusCode, duplicate.StatusCode).ShouldBe((HttpStatusCode.Accepted, HttpStatusCode.Conflict, HttpStatusCode.OK));
        (await app.FoundAsync("abc1234")).ShouldBe(From.Valara().Id);
    }

    [AzuriteFact]
    public async Task Rows_go_with_their_event_also_after_a_redrive()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: ScriptedHandler.Failing(), settings: new() { ["Processing__MaxAttempts"] = "1", ["Sources__novavms__Search"] = "All" });
        var hook = new HookShell(app);
        await app.PostAsync(From.NovaVms().WithBody(body => body["data"]!["camera_id"] = "cam"));
        await app.AcceptAsync("evt_1", "house");
        await app.ProcessAsync();
        (await hook.RunAsync("redrive", "evt_1", "--source", "valara")).ShouldBe(0, hook.Error);
        await app.ProcessAsync();
        (await app.RowsAsync("novavms", "i|")).Count.ShouldBe(3);

        app.Clock.Advance(TimeSpan.FromDays(31));
        await app.SweepAsync();

        (await app.RowsAsync("valara")).ShouldBeEmpty();
        (await app.RowsAsync("novavms")).ShouldBeEmpty();
    }

    [AzuriteTheory]
    [InlineData("search")]
    [InlineData("search?q=%20*")]
    [InlineData("search?q=a&after=nonsense")]
    [InlineData("search?q=a&limit=201")]
    [InlineData("search?q=a&kind=b")]
    public async Task A_search_that_cannot_be_meant_is_refused(string path)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        using var answer = await app.Http.GetAsync("operator/" + path);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
