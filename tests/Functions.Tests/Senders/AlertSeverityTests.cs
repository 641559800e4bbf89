using Functions.Tests.Notifying;

namespace Functions.Tests.Senders;

/// <summary>An alert of NovaVMS has a severity of its own, which changes from one to the next.</summary>
public sealed class AlertSeverityTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task An_alert_of_higher_severity_than_what_was_folded_goes_at_once_and_a_critical_one_always()
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        await using var app = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(slack));

        foreach (var (number, severity) in new[] { "warning", "warning", "high", "high", "critical", "critical" }.Index())
        {
            (await app.App.PostAsync(From.NovaVms().WithBody($$$"""
                {"event_type":"alert","timestamp":"@iso","data":{"alert_id":"alert-{{{number}}}","rule_id":"r","rule_name":"After hours","camera_id":"c","camera_name":"Lobby","severity":"{{{severity}}}"}}
                """))).EnsureSuccessStatusCode();
            await app.App.ProcessAsync();
            await app.DrainAsync();
        }

        slack.Received.Select(received => SlackTests.Blocks(received)[0].GetProperty("text").GetProperty("text").GetString()).ShouldBe(
        [
            "Warning: Alert \"After hours\" on camera Lobby",
            "Error: Alert \"After hours\" on camera Lobby",
            "Critical: Alert \"After hours\" on camera Lobby",
            "Critical: Alert \"After hours\" on camera Lobby",
        ]);
    }
}
