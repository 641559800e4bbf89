using Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Webhooks;
using Webhooks.Counting;
using Webhooks.Events;
using Webhooks.Notifying;
using Webhooks.PublishedKeys;
using Webhooks.Receiving;
using Webhooks.Rotating;
using Webhooks.Signatures.Schemes;
using Webhooks.Telemetry;
using Webhooks.Timing;

namespace Proof.Fuzz;

/// <summary>
/// The HTTP function itself with a ledger that remembers nothing, so that each case gets the answer of a first delivery. Storage has its
/// own proofs; here the question is whether anything that can be posted is answered with 500, or with a 503 that hides a mistake of ours.
/// </summary>
internal sealed class FrontDoor : IDisposable
{
    private readonly WebhookMetrics metrics;
    private readonly ReceiveWebhook function;
    private readonly ServiceProvider services = new ServiceCollection().AddLogging().BuildServiceProvider();

    public FrontDoor(IEnumerable<Source> sources, DateTimeOffset now)
    {
        var clock = new StoppedClock(now);
        var nowhere = new Nowhere();
        var lines = new LineLimit(NullLogger<LineLimit>.Instance);
        metrics = new(new DeliveryCounters(clock));
        var catalog = new SourceCatalog(sources);
        var uses = new SecretUses(nowhere);
        var receiver = new Receiver(
            catalog, new(nowhere, nowhere, nowhere, nowhere, new(nowhere, clock), lines, clock, NullLogger<EventRecorder>.Instance), new(lines, clock, NullLogger<PassingOn>.Instance),
            new(lines, NullLogger<AdmissionLog>.Instance), new(uses, lines, clock, NullLogger<HandshakeResponder>.Instance), new(catalog, new KeyHttp(), clock, NullLogger<KeyCache>.Instance), new DeliveryWatch(nowhere, new(nowhere), clock),
            new(clock, metrics), uses, lines, BodyMemories.OfThisProcess(), clock, new StorageClock(TimeProvider.System), metrics, NullLogger<Receiver>.Instance);
        function = new(receiver, catalog, clock);
    }

    /// <summary>What is wrong with the answer; null when nothing is.</summary>
    public async Task<string?> FaultAsync(Case tried, Verification verdict)
    {
        var context = new DefaultHttpContext { RequestServices = services };
        using var body = new MemoryStream(tried.Sent.Body, writable: false);
        using var answer = new MemoryStream();
        (context.Request.Body, context.Response.Body) = (body, answer);
        context.Request.QueryString = new(tried.Sent.Query.Length > 0 ? "?" + tried.Sent.Query : "");
        foreach (var field in tried.Sent.Headers.GroupBy(header => header.Name, StringComparer.OrdinalIgnoreCase))
        {
            context.Request.Headers[field.Key] = new([.. field.Select(header => header.Value)]);
        }

        await (await function.RunAsync(context.Request, tried.Of.Source.Name)).ExecuteAsync(context);
        var status = context.Response.StatusCode;
        var isRight = verdict switch
        {
            Verification.Verified => status is StatusCodes.Status202Accepted,
            Verification.Probe => status is StatusCodes.Status200OK,
            _ => status is StatusCodes.Status400BadRequest or StatusCodes.Status401Unauthorized,
        };
        return !isRight ? $"answered {status} where the verdict is {verdict}" : answer.Length >= 1024 ? $"an answer of {answer.Length} bytes" : null;
    }

    public void Dispose()
    {
        metrics.Dispose();
        services.Dispose();
    }

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    private sealed class Nowhere : IEventLedger, IEarlierLedger, IBodyStore, IEventQueue, INoticeOutbox, ISecretUseLedger, IRefusedSignatureLedger
    {
        public Task<RecordOutcome> RecordAsync(NewEvent newEvent, CancellationToken cancellationToken) => Task.FromResult(RecordOutcome.Recorded);

        public Task<KnownEvent?> FindAsync(EventKey key, CancellationToken cancellationToken) => Task.FromResult<KnownEvent?>(null);

        public Task<EarlierDelivery> FindAsync(Source source, NewEvent delivery, CancellationToken cancellationToken) => Task.FromResult(EarlierDelivery.Unknown);

        public Task<bool> ConsumeNonceAsync(NewEvent delivery, CancellationToken cancellationToken) => Task.FromResult(true);

        public Task<ConsumedNonce?> FindNonceAsync(EventKey key, string nonce, CancellationToken cancellationToken) => Task.FromResult<ConsumedNonce?>(null);

        public Task<bool> TakeOverAsync(ConsumedNonce nonce, NewEvent delivery, CancellationToken cancellationToken) => Task.FromResult(true);

        public Task ReleaseAsync(EventKey key, string nonce, ConsumedNonce found, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<RedriveOutcome> RedriveAsync(KnownEvent known, NewEvent delivery, CancellationToken cancellationToken) => Task.FromResult(RedriveOutcome.Changed);

        public Task SendAsync(Envelope envelope, TimeSpan delay, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task PutAsync(EventKey key, StoredBody stored, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<ReadOnlyMemory<byte>> ReadAsync(StoredBody stored, CancellationToken cancellationToken) => throw new BodyLostException();

        public Task<ReadOnlyMemory<byte>?> ReadStartAsync(StoredBody stored, int length, CancellationToken cancellationToken) => Task.FromResult<ReadOnlyMemory<byte>?>(null);

        public void Post(string source, DateTimeOffset at, Notice notice)
        {
        }

        public Task AddAsync(string source, string fingerprint, SecretUse use, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task AddAsync(string source, IReadOnlyList<DateTimeOffset> times, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<IReadOnlyList<RefusedSignatureRecord>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<RefusedSignatureRecord>>([]);

        public Task<bool> ReplaceAsync(RefusedSignatureRecord record, CancellationToken cancellationToken) => Task.FromResult(true);

        public Task<IReadOnlyList<SecretHistory>> ReadAsync(string source, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<SecretHistory>>([]);
    }
}
