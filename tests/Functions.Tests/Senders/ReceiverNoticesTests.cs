using Microsoft.Extensions.DependencyInjection;
using Webhooks.Events;
using Webhooks.Notifying;
using Webhooks.Processing;
using Webhooks.Receiving;
using Webhooks.Signatures.Deliveries;

namespace Functions.Tests.Senders;

public sealed class OwnNoticesTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task A_dead_letter_is_told_with_its_error_and_how_to_redrive_it()
    {
        var handler = new ScriptedHandler((_, _) => throw new Webhooks.Events.PermanentFailureException("no such listing"));
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), NotifiedQueue.Channel, handler);
        await app.PostAsync(From.Valara());

        await app.ProcessAsync();

        var notice = (await app.NotifiedAsync()).Single().Notice;
        notice.ShouldBe(new Notice(
            "receiver.dead-letter", "listing.created", Severity.Error, "Dead letter: listing.created of valara",
            $"Event {From.Valara().Id} failed permanently after 1 attempt. Last error: scripted: PermanentFailureException: no such listing (done: built-in)",
            "Fix the cause, then redrive.")
        {
            List = NoticeScope.DeadLetters,
            EventType = "listing.created",
            Cause = "scripted: PermanentFailureException: no such listing",
            Example = From.Valara().Id,
        });
    }

    [AzuriteFact]
    public async Task A_dead_letter_whose_worker_died_before_telling_is_told_when_its_message_comes_back_and_counts_once()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), NotifiedQueue.Channel);
        var message = await app.AcceptAsync();
        var ledger = app.Services.GetRequiredService<IAttemptLedger>();
        var key = Envelope.Read(message)!.Entries.Single().Key;
        var claimed = await ledger.ClaimAsync((await ledger.LoadAsync(key, default))!, app.Clock.GetUtcNow().AddMinutes(6), isAlone: false, default);
        await ledger.DeadLetterAsync(claimed!, "no such listing", app.Clock.GetUtcNow(), default);

        app.Clock.Advance(TimeSpan.FromMinutes(10));
        await app.ProcessAsync(message);
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        await app.RecordPoisonAsync(message);

        var notified = await app.NotifiedAsync();
        notified.Select(notification => (notification.Id, notification.At)).Distinct().Count().ShouldBe(1);
        notified[0].Notice.Rule.ShouldBe("receiver.dead-letter");
        notified[0].Notice.What.ShouldContain("no such listing");
    }

    [AzuriteFact]
    public async Task A_backlog_is_told_once_it_is_a_quarter_of_an_hour_old()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), NotifiedQueue.Channel);
        await app.PostAsync(From.Valara());

        app.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromTicks(1));
        await app.SweepAsync();
        (await app.NotifiedAsync()).ShouldBeEmpty();
        app.Clock.Advance(TimeSpan.FromTicks(1));
        await app.SweepAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(14));
        await app.SweepAsync();

        var notified = await app.NotifiedAsync();
        notified[0].Notice.ShouldBe(new Notice(
            "receiver.backlog", "processing", Severity.Error, "Processing of valara is 15 minutes behind",
            "The oldest event was due 15 minutes ago and has not been processed.",
            "Check whether the app runs, whether ProcessEvent fails, and whether the queue webhook-events grows.")
        {
            List = NoticeScope.Pending,
        });
        notified.Select(notification => (notification.Id, notification.At)).Distinct().ShouldHaveSingleItem().At.ShouldBe(SignedDelivery.Noon.AddMinutes(15));
    }

    [AzuriteFact]
    public async Task A_burst_of_refusals_is_told_once()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), NotifiedQueue.Channel);

        foreach (var _ in Enumerable.Range(0, 45))
        {
            await app.PostAsync(From.Valara().Without("X-Webhook-Signature"));
        }

        var notified = new List<Notice>();
        await Eventually.Async(async () =>
        {
            notified.AddRange((await app.NotifiedAsync()).Select(notification => notification.Notice));
            return notified.Count > 0;
        });
        notified.ShouldBe(
        [
            new Notice(
                "receiver.refusals", "deliveries", Severity.Warning, "Many deliveries of valara are refused", "20 deliveries were refused within 5 minutes: 20 × signature_missing.",
                "The sender signs every delivery, so these are probably not from it; if they are, turn signing on there. List what was refused, and run `hook check --refused ID` on one of them.")
            {
                FromCallers = true,
                List = NoticeScope.Refused,
                ListedAt = SignedDelivery.Noon.AddMinutes(-1),
            },
        ]);
    }

    [AzuriteFact]
    public async Task Bodies_that_break_off_tell_nothing_and_other_refusals_are_told_by_their_reasons()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), NotifiedQueue.Channel);
        var receiver = app.Services.GetRequiredService<Receiver>();
        foreach (var number in Enumerable.Range(0, 40))
        {
            await receiver.AdmitAsync(new Arrival("valara", new DeliveryHeaders(), new BrokenBody(), 100) { Id = $"{number:x32}" }, CancellationToken.None);
        }

        foreach (var number in Enumerable.Range(0, 20))
        {
            await app.PostAsync(number % 4 == 0 ? From.Valara().Without("X-Webhook-Signature") : From.Valara() with { Key = [1, 2, 3, 4, 5, 6, 7, 8] });
        }

        var notified = new List<Notification>();
        await Eventually.Async(async () =>
        {
            notified.AddRange(await app.NotifiedAsync());
            return notified.Count > 0;
        });

        var told = notified.ShouldHaveSingleItem();
        told.Source.ShouldBe("valara");
        told.Notice.What.ShouldBe("20 deliveries were refused within 5 minutes: 15 × signature_invalid, 5 × signature_missing.");
        told.Notice.Next.ShouldStartWith("If the sender rotated its secret");
    }

    [AzuriteFact]
    public async Task Clocks_that_drift_apart_are_told_before_deliveries_are_refused()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), NotifiedQueue.Channel);

        await app.PostAsync(From.Valara().SentBefore(TimeSpan.FromMinutes(4)));

        Notice? notified = null;
        await Eventually.Async(async () => (notified = (await app.NotifiedAsync()).SingleOrDefault()?.Notice) is not null);
        notified.ShouldBe(new Notice(
            "receiver.clock-skew", "clock", Severity.Warning, "The clock of valara differs from ours by 240 s", "Deliveries are refused beyond 300 s.",
            "Check which clock is wrong. Deliveries that were delayed in transit look the same.")
        {
            FromCallers = true,
            List = NoticeScope.Receiver,
        });
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

        var secret = From.Valara().Read().Fingerprint;
        (await app.NotifiedAsync()).Single().Notice.ShouldBe(new Notice(
            "receiver.secret-ending", $"secret {secret}", Severity.Warning, "A secret of valara expires soon", $"The secret with fingerprint {secret} expires at 2026-11-25 00:00:00 UTC.",
            "See whether it is still used, and configure its successor before then.")
        {
            List = NoticeScope.Secrets,
        });
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.SweepAsync();
        (await app.NotifiedAsync()).Single().Notice.Rule.ShouldBe("receiver.secret-ending");
    }

    [AzuriteTheory]
    [InlineData("2026-11-28T12:00:00Z", 1)]
    [InlineData("2026-11-28T12:00:01Z", 0)]
    [InlineData("2026-11-21T12:00:00Z", 0)]
    public async Task A_secret_is_told_of_for_the_last_week_of_its_life(string end, int count)
    {
        var settings = NotifiedQueue.Channel;
        settings["Sources__valara__Secrets__0__NotAfter"] = end;
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), settings);

        await app.SweepAsync();

        (await app.NotifiedAsync()).Count.ShouldBe(count);
    }

    private sealed class BrokenBody : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("gone");
    }
}
