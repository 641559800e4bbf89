using Microsoft.Extensions.DependencyInjection;
using Webhooks;
using Webhooks.Notifying;
using Webhooks.Receiving;
using Webhooks.Rotating;
using Webhooks.Signatures.Schemes;

namespace Functions.Tests.Senders;

public sealed class BrokenSecretTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private readonly string account = azurite.NewAccount();
    private readonly ManualClock clock = new(SignedDelivery.Noon);

    [AzuriteFact]
    public async Task Three_refusals_over_restarts_after_a_delivery_that_verified_are_one_error_until_it_verifies_again()
    {
        await RunAsync(app => SendAsync(app, From.Valara()));
        await RunAsync(app => SendAsync(app, Wrong()));
        await RunAsync(app => SendAsync(app, Wrong()));
        (await SweptAsync()).ShouldBeEmpty();
        await RunAsync(app => SendAsync(app, Wrong()));

        var told = (await SweptAsync()).ShouldHaveSingleItem();
        (told.Source, told.Notice.Rule, told.Notice.Severity, told.Notice.Title).ShouldBe(
            ("valara", "receiver.secret-broken", Severity.Error, "No delivery of valara verifies any more"));
        told.Notice.What.ShouldContain("The last one verified at 2026-11-21 12:01:00 UTC. Since 2026-11-21 12:02:00 UTC every signature was refused");
        told.Notice.Command.ShouldBe("hook readmit --source valara --since 2026-11-21T12:01:00Z");

        await RunAsync(app => SendAsync(app, Wrong()));
        (await SweptAsync()).ShouldBeEmpty();
        await RunAsync(app => SendAsync(app, From.Valara()));
        var recovered = (await SweptAsync()).ShouldHaveSingleItem();
        (recovered.Notice.Recovered, recovered.Fingerprint).ShouldBe((true, told.Fingerprint));

        await RunAsync(async app =>
        {
            await SendAsync(app, Wrong());
            await SendAsync(app, Wrong());
            await SendAsync(app, Wrong());
        });
        (await SweptAsync()).ShouldHaveSingleItem().Id.ShouldNotBe(told.Id);
    }

    [AzuriteFact]
    public async Task Two_instances_count_together()
    {
        await RunAsync(app => SendAsync(app, From.Valara()));
        await using (var one = await ReceiverApp.StartAsync(account, NotifiedQueue.Channel, clock: clock))
        await using (var other = await ReceiverApp.StartAsync(account, NotifiedQueue.Channel, clock: clock))
        {
            await SendAsync(one, Wrong());
            await SendAsync(other, Wrong());
            await SendAsync(one, Wrong());
            await Task.WhenAll(WriteAsync(one), WriteAsync(other));
        }

        (await SweptAsync()).ShouldHaveSingleItem().Notice.Rule.ShouldBe("receiver.secret-broken");
    }

    [AzuriteFact]
    public async Task Nothing_but_a_well_formed_wrong_signature_counts_and_only_of_a_source_that_verified()
    {
        await RunAsync(async app =>
        {
            await SendAsync(app, From.Valara());
            for (var number = 0; number < 5; number++)
            {
                await SendAsync(app, From.Valara().Without("X-Webhook-Signature"));
                await SendAsync(app, From.Valara() with { SentAt = clock.GetUtcNow().AddHours(-1) });
                await SendAsync(app, From.Envless() with { Key = Other });
            }
        });

        (await SweptAsync()).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task A_source_that_verifies_in_between_is_not_broken()
    {
        await RunAsync(app => SendAsync(app, From.Valara()));
        await RunAsync(async app =>
        {
            await SendAsync(app, Wrong());
            await SendAsync(app, Wrong());
            await SendAsync(app, From.Valara());
            await SendAsync(app, Wrong());
            await SendAsync(app, Wrong());
        });

        (await SweptAsync()).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task A_flood_costs_two_requests()
    {
        await using var storage = await FaultyStorage.BeforeAsync(account);
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, NotifiedQueue.Channel, clock: clock, directConnectionString: account);
        var observer = app.Services.GetRequiredService<IDeliveryObserver>();
        var source = app.Services.GetRequiredService<SourceCatalog>().Find("valara");
        var requests = 0;
        storage.Do(request =>
        {
            if (request.Path.Value!.Contains("~signatures", StringComparison.Ordinal) || request.Path.Value.EndsWith("$batch", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref requests);
            }

            return Fault.None;
        });
        foreach (var _ in Enumerable.Range(0, 5_000))
        {
            observer.Refused(source, new Refusal(RefusalReason.SignatureInvalid, ""));
        }

        await app.Services.GetRequiredService<RefusedSignatures>().FlushAsync(CancellationToken.None);

        requests.ShouldBeInRange(1, 2);
        (await app.RowsAsync("~signatures")).ShouldHaveSingleItem().GetString("Times").Split(' ').Length.ShouldBe(3);
    }

    private static readonly byte[] Other = [1, 2, 3, 4, 5, 6, 7, 8];

    private SignedDelivery Wrong() => From.Valara() with { Key = Other };

    private async Task SendAsync(ReceiverApp app, SignedDelivery signed)
    {
        clock.Advance(TimeSpan.FromMinutes(1));
        using var answer = await app.PostAsync(signed.SentAt == SignedDelivery.Noon ? signed.SentBefore(SignedDelivery.Noon - clock.GetUtcNow()) : signed);
    }

    private static async Task WriteAsync(ReceiverApp app)
    {
        await app.Services.GetRequiredService<SecretUses>().FlushAsync(CancellationToken.None);
        await app.Services.GetRequiredService<RefusedSignatures>().FlushAsync(CancellationToken.None);
    }

    // An instance that lives for these deliveries and no longer.
    private async Task RunAsync(Func<ReceiverApp, Task> send)
    {
        await using var app = await ReceiverApp.StartAsync(account, NotifiedQueue.Channel, clock: clock);
        await send(app);
        await WriteAsync(app);
    }

    // What an instance that has seen none of the deliveries tells.
    private async Task<IReadOnlyList<Notification>> SweptAsync()
    {
        clock.Advance(TimeSpan.FromMinutes(1));
        await using var app = await ReceiverApp.StartAsync(account, NotifiedQueue.Channel, clock: clock);
        await app.SweepAsync();
        return [.. (await app.NotifiedAsync()).Where(told => told.Notice.Rule == "receiver.secret-broken")];
    }
}
