using Functions.Tests.Counting;
using Functions.Tests.Notifying;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Webhooks;
using Webhooks.Counting;
using Webhooks.Events;
using Webhooks.Signatures.Schemes;

namespace Functions.Tests.Deploying;

/// <summary>A custom metric as the running app writes it and the host passes it on: the host puts <c>prop__</c> before each name.</summary>
internal sealed record ReportedMetric(string Name, IReadOnlyDictionary<string, string> Dimensions)
{
    private static readonly Lazy<Task<IReadOnlyList<ReportedMetric>>> OfTheApp = new(RunAsync);

    public static Task<IReadOnlyList<ReportedMetric>> AllAsync => OfTheApp.Value;

    /// <summary>What an app that has met everything wrote so far.</summary>
    public static IReadOnlyList<ReportedMetric> In(FakeLoggerProvider host) =>
        [.. host.Collector.GetSnapshot().Where(line => line.Id.Name == "MS_LogMetric").Select(line => line.StructuredState!.ToDictionary(one => one.Key, one => one.Value ?? "")).Select(state =>
            new ReportedMetric(state["Name"], state.Where(one => one.Key is not ("Name" or "Value")).ToDictionary(one => $"prop__{one.Key}", one => one.Value)))];

    private static async Task<IReadOnlyList<ReportedMetric>> RunAsync()
    {
        var azurite = new SharedAzurite();
        await ((IAsyncLifetime)azurite).InitializeAsync();
        using var host = new FakeLoggerProvider();
        await using var channel = await ChannelEndpoint.StartAsync();
        await using var app = await NotifyingApp.StartAsync(azurite, NotifyingApp.Slack(channel), overrides: services => services.AddSingleton<ILoggerProvider>(host));

        Count(app.App.DeliveryCounters());
        await app.App.FlushAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(3));
        await app.App.SweepAsync();

        await NotifyAsync("sent");
        await NotifyAsync("sent", again: "and held back");
        channel.AnswerWith(500);
        await NotifyAsync("tried again");
        channel.AnswerWith(404);
        await NotifyAsync("failed for good");
        return In(host);

        async Task NotifyAsync(string subject, string again = "")
        {
            await app.NotifyAsync(NotifyingApp.Failed(subject), $"evt_{subject}_{again}");
            await app.DrainAsync();
        }
    }

    private static void Count(DeliveryCounters counters)
    {
        foreach (var reason in Enum.GetValues<RefusalReason>())
        {
            counters.Admitted(NotifyingApp.Source, new Admission.Refused(new Refusal(reason, "")));
        }

        foreach (var admission in new Admission[] { new Admission.Accepted("evt_1"), new Admission.Duplicate("evt_1"), new Admission.Replayed(ReplayAnswer.Reject), new Admission.Unavailable() })
        {
            counters.Admitted(NotifyingApp.Source, admission);
        }

        counters.Processed(NotifyingApp.Source, TimeSpan.FromSeconds(2.5));
        counters.DeadLettered(NotifyingApp.Source);
    }
}
