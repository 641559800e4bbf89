using System.Net;

namespace Functions.Tests.Operating;

public sealed class RotationTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private const string NewSecret = "wh_9b21c0d4e7f8a635";

    private static readonly string OldFingerprint = From.Valara().Read().Fingerprint;
    private static readonly string NewFingerprint = Renewed().Read().Fingerprint;

    private int sent;

    [AzuriteFact]
    public async Task A_rotation_can_be_watched_from_its_first_step_to_its_last()
    {
        var account = azurite.NewAccount();
        var clock = new ManualClock(SignedDelivery.Noon);

        // One secret.
        await using (var app = await ReceiverApp.StartAsync(account, clock: clock))
        {
            await SendAsync(app, From.Valara(), 3);
            (await SecretsAsync(app)).ShouldContain($"{OldFingerprint}  active  first use 2026-11-21 12:00:00Z, last use 2026-11-21 12:00:00Z, 3 uses");
        }

        // The new one is configured beside it, before the sender has it.
        clock.Advance(TimeSpan.FromDays(1));
        var both = new Dictionary<string, string?> { ["Sources__valara__Secrets__1__Value"] = NewSecret };
        await using (var app = await ReceiverApp.StartAsync(account, new(both), clock: clock))
        {
            await SendAsync(app, From.Valara(), 2);
            var seen = await SecretsAsync(app);
            seen.ShouldContain($"{OldFingerprint}  active  first use 2026-11-21 12:00:00Z, last use 2026-11-22 12:00:00Z, 5 uses on its last 2 days");
            seen.ShouldContain($"{NewFingerprint}  active  no use");
            seen.ShouldContain("never used: the sender does not sign with it yet");
            seen.ShouldNotContain("safe to remove");

            // The sender changes over.
            clock.Advance(TimeSpan.FromHours(1));
            await SendAsync(app, Renewed(), 4);
            (await SecretsAsync(app)).ShouldNotContain("safe to remove");
            clock.Advance(TimeSpan.FromDays(2));
            await SendAsync(app, Renewed(), 1);
            seen = await SecretsAsync(app);
            seen.ShouldContain("unused for 2 days\n");
            seen.ShouldNotContain("safe to remove");

            clock.Advance(TimeSpan.FromDays(6));
            await SendAsync(app, Renewed(), 1);
            (await SecretsAsync(app)).ShouldContain("unused for 8 days, safe to remove");
        }

        // The old one is removed.
        var after = new Dictionary<string, string?> { ["Sources__valara__Secrets__0__Value"] = NewSecret };
        await using (var app = await ReceiverApp.StartAsync(account, after, clock: clock))
        {
            using var late = await app.PostAsync(SentNow(app, From.Valara()));
            late.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            var seen = await SecretsAsync(app);
            seen.ShouldContain($"{NewFingerprint}  active  first use 2026-11-22 13:00:00Z");
            seen.ShouldContain($"{OldFingerprint}  not configured");
            seen.ShouldContain("last verified 8 days ago and is no longer in the settings");
        }
    }

    [AzuriteFact]
    public async Task A_quiet_sender_makes_no_secret_look_unneeded()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__valara__Secrets__1__Value"] = NewSecret });
        await SendAsync(app, From.Valara(), 1);
        app.Clock.Advance(TimeSpan.FromDays(40));

        var seen = await SecretsAsync(app);

        seen.ShouldContain("unused for 40 days");
        seen.ShouldNotContain("safe to remove");
    }

    [AzuriteFact]
    public async Task Limits_in_time_are_told_in_days()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new()
        {
            ["Sources__valara__Secrets__0__NotAfter"] = "2026-11-25T12:00:00Z",
            ["Sources__valara__Secrets__1__Value"] = NewSecret,
            ["Sources__valara__Secrets__1__NotBefore"] = "2026-11-24T12:00:00Z",
        });
        var before = await SecretsAsync(app);
        app.Clock.Advance(TimeSpan.FromDays(6));
        var after = await SecretsAsync(app);

        before.ShouldContain("ends in 4 days");
        before.ShouldContain("begins in 3 days");
        after.ShouldContain("ended 2 days ago, safe to remove");
    }

    [AzuriteFact]
    public async Task Several_instances_add_up_and_a_stop_writes_down_the_rest()
    {
        var account = azurite.NewAccount();
        await using var app = await ReceiverApp.StartAsync(account);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async instance =>
        {
            await using var other = await ReceiverApp.StartAsync(account);
            await SendAsync(other, From.Valara(), 5);
        }));

        (await SecretsAsync(app)).ShouldContain("30 uses on its last 1 day");
        (await app.RowsAsync("~secrets|valara")).Single().GetString("PerDay").ShouldBe("""{"2026-11-21":30}""");
    }

    [AzuriteFact]
    public async Task Only_thirty_days_are_kept()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        foreach (var _ in Enumerable.Range(0, 33))
        {
            await SendAsync(app, From.Valara(), 1);
            app.Clock.Advance(TimeSpan.FromDays(1));
        }

        (await SecretsAsync(app, "--days")).ShouldContain("first use 2026-11-21 12:00:00Z, last use 2026-12-23 12:00:00Z, 30 uses on its last 30 days");
    }

    [AzuriteFact]
    public async Task What_storage_would_not_take_is_counted_all_the_same_later()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString);
        await SendAsync(app, From.Valara(), 2);

        storage.Do(_ => Fault.Answer(HttpStatusCode.InternalServerError));
        using (var failed = await app.Http.GetAsync(new Uri("operator/secrets/valara", UriKind.Relative)))
        {
            failed.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }

        storage.Do(_ => Fault.None);
        (await SecretsAsync(app)).ShouldContain("2 uses");
    }

    private static SignedDelivery Renewed() => From.Valara() with { Secret = NewSecret, Key = System.Text.Encoding.UTF8.GetBytes(NewSecret) };

    private static async Task<string> SecretsAsync(ReceiverApp app, params string[] further)
    {
        var hook = new HookShell(app);
        (await hook.RunAsync(["secrets", "valara", .. further])).ShouldBe(0, hook.Error);
        return hook.Output;
    }

    private SignedDelivery SentNow(ReceiverApp app, SignedDelivery delivery) =>
        (delivery with { SentAt = app.Clock.GetUtcNow() }).About($"evt_{Interlocked.Increment(ref sent)}");

    private async Task SendAsync(ReceiverApp app, SignedDelivery delivery, int times)
    {
        foreach (var _ in Enumerable.Range(0, times))
        {
            using var answer = await app.PostAsync(SentNow(app, delivery));
            answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        }
    }
}
