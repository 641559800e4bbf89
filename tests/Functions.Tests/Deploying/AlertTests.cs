using System.Text.RegularExpressions;
using Functions.Reporting;
using Webhooks.Monitoring;
using Webhooks.Receiving;
using Webhooks.Signatures;

namespace Functions.Tests.Deploying;

public sealed class AlertTests
{
    private static readonly string Rules = Infra.Text("alerts.bicep");

    [Fact]
    public void Alerts_ask_for_metrics_that_the_receiver_reports() => All("\"(webhooks\\.[^\"]+)\"").ShouldBe(
        [HostMetrics.BacklogAge, HostMetrics.DeadLettered, HostMetrics.Deliveries], ignoreOrder: true);

    [Fact]
    public void Alerts_know_properties_by_the_names_that_the_host_gives_them() => All("\"prop__([^\"]+)\"").ShouldBe(
        [HostMetrics.Source, HostMetrics.Admission, HostMetrics.Reason], ignoreOrder: true);

    [Fact]
    public void Alerts_know_admissions_and_reasons_by_the_names_of_the_code()
    {
        All("prop__admission\"\\] [!=]= \"([^\"]+)\"").ShouldBe([nameof(Admission.Refused)]);
        All("prop__reason\"\\]\\) [!=]= \"([^\"]+)\"").ShouldBe([new Refusal(RefusalReason.UnknownSource, "").Code]);
    }

    [Fact]
    public void Alerts_count_the_requests_of_the_front_door() => All("AppRequests'\\s+'\\| where Name == \"([^\"]+)\"").ShouldBe([nameof(ReceiveWebhook)]);

    [Fact]
    public void The_oldest_event_may_wait_as_long_as_the_check_of_readiness_allows() =>
        Infra.Only("alerts.bicep", @"thresholds\.\?backlogSeconds \?\? (\d+)").ShouldBe($"{new HealthOptions().MaxBacklogAge.TotalSeconds:0}");

    [Fact]
    public void Every_rule_tells_the_operators_and_says_when_it_is_over()
    {
        Regex.Count(Rules, "scheduledQueryRules@").ShouldBe(1);
        Rules.ShouldContain("autoMitigate: true");
        Rules.ShouldContain("operators.id");
    }

    private static IEnumerable<string> All(string pattern) => Regex.Matches(Rules, pattern).Select(match => match.Groups[1].Value).Distinct();
}
