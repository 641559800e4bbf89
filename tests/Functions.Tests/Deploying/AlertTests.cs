using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Webhooks.Events;
using Webhooks.Monitoring;
using Webhooks.Signatures.Schemes;

namespace Functions.Tests.Deploying;

public sealed class AlertTests(Deployed deployed) : IClassFixture<Deployed>
{
    private const string Rule = "Microsoft.Insights/scheduledQueryRules";

    // Beside metrics they count requests, and exceptions that are not ours.
    private static readonly string[] Others = [nameof(ReceiveWebhook), " ", nameof(BadHttpRequestException), "ConnectionResetException", "ConnectionAbortedException"];

    private readonly string[] queries = [.. deployed.Snapshot?.Texts(Rule, "properties.criteria.allOf.*.query") ?? []];

    [BicepFact]
    public void Alerts_know_admissions_and_reasons_by_the_names_of_the_code()
    {
        All("prop__admission\"\\] == \"([^\"]+)\"").ShouldBe([nameof(Admission.Refused)]);
        Listed("prop__reason").ShouldBe([.. new[] { RefusalReason.UnknownSource, RefusalReason.BodyTooSlow, RefusalReason.Aborted }.Select(reason => new Refusal(reason, "").Code)], ignoreOrder: true);
    }

    // Anyone can send a probe, a delivery that is refused, or nothing for so long that the answer is 5xx.
    [BicepFact]
    public void A_sign_of_life_is_a_delivery_that_only_the_sender_can_send() =>
        Listed("prop__admission").ShouldBe([nameof(Admission.Accepted), nameof(Admission.Duplicate), nameof(Admission.Replayed)], ignoreOrder: true);

    [BicepFact]
    public void Deliveries_that_failed_are_those_that_the_app_answered_for_storage() =>
        All("ResultCode[^0-9]+(\\d+)").ShouldBe([$"{SenderResponse.To(new Admission.Unavailable()).Status}"]);

    [BicepFact]
    public void Alerts_count_the_requests_of_the_front_door() => All("AppRequests\\s+\\| where Name == \"([^\"]+)\"").ShouldBe([nameof(ReceiveWebhook)]);

    [BicepFact]
    public void The_oldest_event_may_wait_as_long_as_the_check_of_readiness_allows() =>
        deployed.Snapshot.All(Rule).Where(rule => $"{rule.GetProperty("name")}".EndsWith("-backlog", StringComparison.Ordinal)).ShouldHaveSingleItem()
            .GetProperty("properties").GetProperty("criteria").GetProperty("allOf")[0].GetProperty("threshold").GetDouble().ShouldBe(new HealthOptions().MaxBacklogAge.TotalSeconds);

    [BicepFact]
    public void A_source_that_must_not_be_silent_has_a_rule_of_its_own() =>
        deployed.Snapshot.Names(Rule).Where(name => name.Contains("-quiet-")).ShouldHaveSingleItem().ShouldEndWith("-quiet-valara");

    [BicepFact]
    public void Every_rule_tells_the_operators_and_says_when_it_is_over()
    {
        var (rules, group) = (deployed.Snapshot.All(Rule), deployed.Snapshot.All("Microsoft.Insights/actionGroups").ShouldHaveSingleItem());

        rules.Select(rule => $"{rule.GetProperty("properties").GetProperty("actions").GetProperty("actionGroups")[0]}").Distinct().ShouldBe([$"{group.GetProperty("id")}"]);
        rules.ShouldAllBe(rule => rule.GetProperty("properties").GetProperty("autoMitigate").GetBoolean());
        deployed.Snapshot.Texts("Microsoft.Insights/actionGroups", "properties.emailReceivers.*.emailAddress").ShouldBe(["one@example.com", "two@example.com"]);
    }

    [BicepFact]
    public void The_page_on_costs_counts_them()
    {
        var page = File.ReadAllText(RepositoryRoot.Combine("docs", "cost.md"));
        var rules = deployed.Snapshot.All(Rule).Where(rule => !$"{rule.GetProperty("name")}".Contains("-quiet-", StringComparison.Ordinal))
            .ToLookup(rule => $"{rule.GetProperty("properties").GetProperty("evaluationFrequency")}");

        page.ShouldContain($"| `log_alerts` | {rules["PT5M"].Count()} |");
        page.ShouldContain($"| `log_alerts_slow` | {rules["PT15M"].Count()} |");
    }

    [KustoFact]
    public async Task Every_query_asks_for_what_the_receiver_writes() => (await Kusto.ProblemsAsync(queries, Others)).ShouldBeEmpty();

    private IEnumerable<string> Listed(string property) => All($"{property}\"\\]\\) !?in \\(([^)]+)\\)").SelectMany(list => list.Split(", ")).Select(one => one.Trim('"')).Distinct();

    private IEnumerable<string> All(string pattern) => queries.SelectMany(query => Regex.Matches(query, pattern)).Select(match => match.Groups[1].Value).Distinct();
}
