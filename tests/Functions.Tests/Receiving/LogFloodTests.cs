using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Functions.Tests.Receiving;

// Each line of a log costs, and anyone can send deliveries.
public sealed class LogFloodTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private const int Flood = 100;

    public static TheoryData<string> Floods => ["probes", "refusals", "unknown sources", "too large", "replays", "duplicates", "clock skew"];

    [AzuriteTheory]
    [MemberData(nameof(Floods))]
    public async Task A_flood_of_anything_that_anyone_can_send_writes_few_lines(string flood)
    {
        using var log = new FakeLoggerProvider();
        await using var app = await ReceiverApp.StartAsync(
            azurite.NewAccount(), new() { ["Sources__fastpix__Secrets__0__Value"] = null, ["Sources__valara__MaxBodyBytes"] = "100000" }, overrides: services => services.AddSingleton<ILoggerProvider>(log));

        foreach (var _ in Enumerable.Range(0, Flood))
        {
            using var answer = await (flood switch
            {
                "probes" => app.PostAsync(From.FastPix().WithBody("{}").Without("FastPix-Signature")),
                "refusals" => app.PostAsync(From.Valara().Without("X-Webhook-Signature")),
                "unknown sources" => app.PostAsync(From.Valara(), $"nobody-{Guid.NewGuid():N}"),
                "too large" => app.PostAsync(From.Valara().WithBody(new byte[100_001])),
                "replays" => app.PostAsync(From.Valara()),
                "duplicates" => app.PostAsync(From.Envless()),
                _ => app.PostAsync(From.Envless() with { SentAt = app.Clock.GetUtcNow() - TimeSpan.FromMinutes(4) }),
            });
        }

        log.Collector.GetSnapshot().Count(line => line.Category!.StartsWith("Webhooks.Receiving.", StringComparison.Ordinal)).ShouldBeLessThan(75, flood);
    }

    [AzuriteFact]
    public async Task Lines_that_were_left_out_are_counted_when_the_flood_is_over()
    {
        using var log = new FakeLoggerProvider();
        await using (var app = await ReceiverApp.StartAsync(azurite.NewAccount(), overrides: services => services.AddSingleton<ILoggerProvider>(log)))
        {
            foreach (var _ in Enumerable.Range(0, Flood))
            {
                (await app.PostAsync(From.Valara().Without("X-Webhook-Signature"))).Dispose();
            }
        }

        var lines = log.Collector.GetSnapshot();
        var written = lines.Count(line => line.Message.StartsWith("valara: refused, SignatureMissing", StringComparison.Ordinal));
        lines.ShouldContain(line => line.Message.StartsWith($"valara: {Flood - written} more lines", StringComparison.Ordinal));
    }

    [AzuriteFact]
    public async Task A_flood_of_one_kind_hides_no_other()
    {
        using var log = new FakeLoggerProvider();
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), overrides: services => services.AddSingleton<ILoggerProvider>(log));
        foreach (var _ in Enumerable.Range(0, Flood))
        {
            (await app.PostAsync(From.Valara().Without("X-Webhook-Signature"))).Dispose();
        }

        (await app.PostAsync(From.Valara().With("X-Webhook-Signature", "sha256=" + new string('0', 64)))).Dispose();

        log.Collector.GetSnapshot().ShouldContain(line => line.Message.StartsWith("valara: refused, SignatureInvalid", StringComparison.Ordinal));
    }
}
