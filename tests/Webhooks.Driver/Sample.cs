using System.Text;
using System.Text.Json.Nodes;
using Cli.Sending;
using Webhooks.Events;
using Webhooks.Senders;
using Webhooks.Senders.Reading;

namespace Webhooks.Driver;

/// <summary>A sample body of one event type, as <c>hook send</c> sends it, and what its sender's reader makes of it.</summary>
internal sealed record Sample(string Scheme, string Type)
{
    public static readonly DateTimeOffset At = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset ReceivedAt = At.AddSeconds(7);

    private static readonly string[] Names = typeof(Sample).Assembly.GetManifestResourceNames();

    /// <summary>The body; tests change it.</summary>
    public JsonObject Body { get; } = Fill(Scheme, Type);

    public JsonObject Data => Body["data"]!.AsObject();

    /// <summary>What admission knew of the time.</summary>
    public DateTimeOffset? OccurredAt { get; init; } = At;

    public static IEnumerable<string> TypesOf(string scheme) =>
        Names.Where(name => name.StartsWith($"samples/{scheme}/", StringComparison.Ordinal)).Select(name => name[$"samples/{scheme}/".Length..^".json".Length]);

    public SenderEvent Read() => Read(Scheme, Type, Encoding.UTF8.GetBytes(Body.ToJsonString()), OccurredAt);

    public T Read<T>() => Read().Data.ShouldBeOfType<T>();

    public Sample With(Action<JsonObject> change)
    {
        change(Body);
        return this;
    }

    public static SenderEvent Read(string scheme, string type, byte[] body, DateTimeOffset? occurredAt = null) =>
        SenderCatalog.Find(scheme).ShouldNotBeNull().Read(new LedgerEvent
        {
            Key = new EventKey("lab", null, "the-event"),
            EventType = type,
            Body = body,
            ReceivedAt = ReceivedAt,
            OccurredAt = occurredAt,
            Status = EventStatus.Pending,
            Version = "1",
        });

    public override string ToString() => $"{Scheme} {Type}";

    private static JsonObject Fill(string scheme, string type)
    {
        using var stream = typeof(Sample).Assembly.GetManifestResourceStream($"samples/{scheme}/{type}.json").ShouldNotBeNull();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var placeholders = new Placeholders(At, type) { EventId = "the-event", Nonce = "the-nonce" };
        return JsonNode.Parse(placeholders.Fill(reader.ReadToEnd()))!.AsObject();
    }
}
