using Microsoft.Extensions.DependencyInjection;
using Webhooks.Processing;
using Webhooks.Receiving;
using Webhooks.Tests;

namespace Functions.Tests.Senders;

[Collection(Azurite.Collection)]
public sealed class OwnNoticesTests(Azurite azurite)
{
    [AzuriteFact]
    public async Task A_dead_letter_is_told_with_its_error_and_how_to_redrive_it()
    {
        var handler = new Processing.ScriptedHandler((_, _) => throw new Webhooks.Processing.PermanentFailureException("no such listing"));
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), NotifiedQueue.Channel, handler);
        await app.PostAsync(From.Valara());

        await app.ProcessAsync();

        var notice = (await app.NotifiedAsync()).Single().Notice;
        notice.Rule.ShouldBe("receiver.dead-letter");
        notice.What.ShouldContain("no such listing");
        notice.Next.ShouldContain($"hook redrive {From.Valara().Id} --source valara");
    }

    [AzuriteFact]
    public async Task A_dead_letter_whose_worker_died_before_telling_is_told_when_its_message_comes_back_and_counts_once()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), NotifiedQueue.Channel);
        var message = await app.AcceptAsync();
        var ledger = app.Services.GetRequiredService<IAttemptLedger>();
        var key = Envelope.Read(message)!.Key;
        var claimed = await ledger.ClaimAsync((await ledger.LoadAsync(key, default))!, app.Clock.GetUtcNow().AddMinutes(6), default);
        await ledger.DeadLetterAsync(claimed!, "no such listing", app.Clock.GetUtcNow(), default);

        app.Clock.Advance(TimeSpan.FromMinutes(10));
        await app.ProcessAsync(message);
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        await app.RecordPoisonAsync(message);

        var told = await app.NotifiedAsync();
        told.Select(notification => (notification.Id, notification.At)).Distinct().Count().ShouldBe(1);
        told[0].Notice.Rule.ShouldBe("receiver.dead-letter");
        told[0].Notice.What.ShouldContain("no such listing");
    }

    [AzuriteFact]
    public async Task A_backlog_is_told_once_it_is_a_quarter_of_an_hour_old()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), NotifiedQueue.Channel);
        await app.PostAsync(From.Valara());

        app.Clock.Advance(TimeSpan.FromMinutes(10));
        await app.SweepAsync();
        (await app.NotifiedAsync()).ShouldBeEmpty();
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        await app.SweepAsync();

        (await app.NotifiedAsync()).Single().Notice.Rule.ShouldBe("receiver.backlog");
    }

    [AzuriteFact]
    public async Task A_burst_of_refusals_is_told_once()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), NotifiedQueue.Channel);

        foreach (var _ in Enumerable.Range(0, 45))
        {
            await app.PostAsync(From.Valara().Without("X-Webhook-Signature"));
        }

        var told = new List<string>();
        await Eventually.Async(async () =>
        {
            told.AddRange((await app.NotifiedAsync()).Select(notification => notification.Notice.Rule));
            return told.Count > 0;
        });
        told.ShouldBe(["receiver.refusals"]);
    }

    [AzuriteFact]
    public async Task Clocks_that_drift_apart_are_told_before_deliveries_are_refused()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), NotifiedQueue.Channel);

        await app.PostAsync(From.Valara().SentBefore(TimeSpan.FromMinutes(4)));

        await Eventually.Async(async () => (await app.NotifiedAsync()).Any(notification => notification.Notice.Rule == "receiver.clock-skew"));
    }

    [AzuriteFact]
    public async Task A_secret_that_ends_within_a_week_is_told_once_a_day()
    {
        var settings = NotifiedQueue.Channel;
        settings["Sources__valara__Secrets__0__NotAfter"] = "2026-11-25T00:00:00Z";
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), settings);

        await app.SweepAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.SweepAsync();

        (await app.NotifiedAsync()).Single().Notice.Rule.ShouldBe("receiver.secret-ending");
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.SweepAsync();
        (await app.NotifiedAsync()).Single().Notice.Rule.ShouldBe("receiver.secret-ending");
    }
}
