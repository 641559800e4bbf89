using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Functions.Tests.Processing;
using Webhooks.Events;
using Webhooks.Telemetry;

namespace Functions.Tests.Monitoring;

/// <summary>What an exporter gets: each count under its source, and under what became of the delivery or the attempt.</summary>
[Collection(Alone.Collection)]
public sealed class MetricTagsTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    // Other tests' apps have meters of the same name; none of them has this source.
    private const string Source = "metered";

    [AzuriteFact]
    public async Task Deliveries_and_attempts_are_counted_by_how_they_ended()
    {
        var counted = new ConcurrentDictionary<string, long>();
        using var listener = new MeterListener { InstrumentPublished = Enable };
        listener.SetMeasurementEventCallback<long>((instrument, count, tags, _) => Count(counted, instrument, count, tags));
        listener.Start();
        var handler = new ScriptedHandler((found, _) => found.Key.EventId switch
        {
            "evt_bad" => throw new PermanentFailureException("no"),
            "evt_slow" => throw new InvalidOperationException("not yet"),
            _ => Task.CompletedTask,
        });
        var settings = new Dictionary<string, string?> { [$"Sources__{Source}__Scheme"] = "valara", [$"Sources__{Source}__Secrets__0__Value"] = From.Valara().Secret };
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), settings, handler);

        foreach (var id in new[] { "evt_good", "evt_good", "evt_bad", "evt_slow" })
        {
            (await app.PostAsync(From.Valara().About(id), Source)).Dispose();
        }

        (await app.PostAsync(From.Valara().Without("X-Webhook-Signature"), Source)).Dispose();
        await app.ProcessAsync();

        counted.Where(count => !count.Key.StartsWith("webhooks.secret.uses", StringComparison.Ordinal)).ShouldBe(new Dictionary<string, long>
        {
            ["webhooks.deliveries webhooks.admission=Accepted"] = 3,
            ["webhooks.deliveries webhooks.admission=Replayed"] = 1,
            ["webhooks.deliveries webhooks.admission=Refused webhooks.refusal.reason=signature_missing"] = 1,
            ["webhooks.attempts webhooks.attempt.ending=processed"] = 1,
            ["webhooks.attempts webhooks.attempt.ending=dead-lettered"] = 1,
            ["webhooks.attempts webhooks.attempt.ending=postponed"] = 1,
        }, ignoreOrder: true);
        counted.ShouldContain(count => count.Key.StartsWith("webhooks.secret.uses webhooks.secret.fingerprint=", StringComparison.Ordinal) && count.Value == 4);
    }

    private static void Enable(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name == WebhookMetrics.MeterName)
        {
            listener.EnableMeasurementEvents(instrument);
        }
    }

    private static void Count(ConcurrentDictionary<string, long> counted, Instrument instrument, long count, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var all = tags.ToArray().ToDictionary(tag => tag.Key, tag => $"{tag.Value}");
        if (all.Remove("webhooks.source", out var source) && source == Source)
        {
            var key = string.Join(' ', all.Select(tag => $"{tag.Key}={tag.Value}").Prepend(instrument.Name));
            counted.AddOrUpdate(key, count, (_, before) => before + count);
        }
    }
}
