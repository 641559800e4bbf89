using System.Text.Json.Nodes;
using Webhooks.Notifying;

namespace Functions.Tests.Senders;

// "Using StrictInt rejects bool values (True would otherwise coerce to 1 and masquerade as a real count). Negative counts are rejected by ge=0."
public sealed class ValaraCountTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    public static TheoryData<string, string, string> Broken()
    {
        var all = new TheoryData<string, string, string>();
        foreach (var count in (string[])["files_uploaded", "files_failed", "total_bytes"])
        {
            foreach (var (value, kind) in ((string, string)[])
            [
                ("-1", "OutOfRange"), ("-9223372036854775808", "OutOfRange"), ("99999999999999999999", "OutOfRange"),
                ("true", "Mistyped"), ("false", "Mistyped"), ("1.5", "Mistyped"), ("1.0", "Mistyped"), ("1e1", "Mistyped"), ("\"1\"", "Mistyped"),
                ("[1]", "Mistyped"), ("{}", "Mistyped"), ("null", "Missing"), ("", "Missing"),
            ])
            {
                all.Add(count, value, kind);
            }
        }

        return all;
    }

    [AzuriteTheory]
    [MemberData(nameof(Broken))]
    public async Task Counts_are_strict_integers_of_at_least_zero_and_any_other_is_a_breach_unknown_on_the_board_and_a_warning(string count, string value, string kind)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), NotifiedQueue.Channel);

        var id = await app.ReceiveAsync(ValaraDeliveries.Completed(body => Set(body.Summary(), count, value)));

        (await app.BreachesAsync("valara", id)).ShouldBe($"data.summary.{count} {kind}");
        var job = await app.JobAsync();
        ((string)job["state"]!, (bool)job["is_unhealthy"]!).ShouldBe(("unknown", true));
        ((string)job["details"]![count]!).ShouldBe("unknown");
        ((string)job["summary"]!).ShouldContain("unknown");
        ((string)job["summary"]!).ShouldNotContain("-1");
        var notice = (await app.NotifiedAsync()).ShouldHaveSingleItem().Notice;
        (notice.Rule, notice.Severity).ShouldBe(("valara.delivery-partial", Severity.Warning));
        notice.Title.ShouldContain("abc1234");
        notice.What.ShouldContain(count);
    }

    [AzuriteFact]
    public async Task A_summary_that_is_missing_leaves_every_count_unknown()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), NotifiedQueue.Channel);

        var id = await app.ReceiveAsync(ValaraDeliveries.Completed(body => body["data"]!.AsObject().Remove("summary")));

        (await app.BreachesAsync("valara", id)).ShouldBe("data.summary Missing");
        ((string)(await app.JobAsync())["state"]!).ShouldBe("unknown");
        (await app.NotifiedAsync()).ShouldHaveSingleItem().Notice.Severity.ShouldBe(Severity.Warning);
    }

    [AzuriteTheory]
    [InlineData("files_uploaded", "-1")]
    [InlineData("total_bytes", "true")]
    public async Task Files_failed_may_be_above_zero_in_the_partial_success_case_whatever_the_other_counts_say(string count, string value)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), NotifiedQueue.Channel);

        await app.ReceiveAsync(ValaraDeliveries.Completed(body =>
        {
            body.Summary()["files_failed"] = 2;
            Set(body.Summary(), count, value);
        }));

        var job = await app.JobAsync();
        ((string)job["state"]!, (string)job["details"]!["files_failed"]!, (string)job["details"]![count]!).ShouldBe(("partial", "2", "unknown"));
        (await app.NotifiedAsync()).ShouldHaveSingleItem().Notice.What.ShouldStartWith("2 files did not reach");
    }

    [AzuriteTheory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 9007199254740993)]
    public async Task Counts_of_zero_and_more_are_a_completion_and_nobody_is_notified(long uploaded, long failed, long bytes)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), NotifiedQueue.Channel);

        var id = await app.ReceiveAsync(ValaraDeliveries.Completed(body =>
            body["data"]!["summary"] = new JsonObject { ["files_uploaded"] = uploaded, ["files_failed"] = failed, ["total_bytes"] = bytes }));

        (await app.BreachesAsync("valara", id)).ShouldBe("");
        var job = await app.JobAsync();
        ((string)job["state"]!, (bool)job["is_unhealthy"]!, (string)job["details"]!["total_bytes"]!).ShouldBe(("completed", false, $"{bytes}"));
        (await app.NotifiedAsync()).ShouldBeEmpty();
    }

    internal static void Set(JsonObject parent, string name, string value)
    {
        if (value.Length == 0)
        {
            parent.Remove(name);
        }
        else
        {
            parent[name] = JsonNode.Parse(value);
        }
    }
}
