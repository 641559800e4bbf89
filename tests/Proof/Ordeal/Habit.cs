using System.Globalization;
using System.Text;

namespace Proof.Ordeal;

/// <summary>How a sender behaves: what an attempt looks like, and how long it waits before the next.</summary>
/// <param name="Source">The source it sends to.</param>
/// <param name="Scheme">The source's scheme.</param>
/// <param name="Secret">The source's secret.</param>
/// <param name="Waits">Its waits between attempts; after the last one it gives up.</param>
/// <param name="Attempt">The delivery of an event: its number, its plan, the attempt's number, and when it is sent.</param>
/// <param name="RepeatsBytes">Whether an attempt repeats the first one's bytes, signature and all.</param>
internal sealed record Habit(
    string Source, string Scheme, string Secret, IReadOnlyList<TimeSpan> Waits, Func<string, string, int, DateTimeOffset, SignedDelivery> Attempt, bool RepeatsBytes = false)
{
    // Waits of hours teach nothing that waits of minutes do not: what counts is that, and how often, the sender comes back.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>How long a run has an event for itself.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(40);

    public const int MaxAttempts = 8;

    /// <summary>The senders of docs/senders, as far as their pages say.</summary>
    public static IReadOnlyList<Habit> All { get; } =
    [
        Of("valara", From.Valara(), After(2, 4, 8, 16, 32), (id, plan, attempt, now) => Valara(id, plan, $"{id}-{attempt}", now)),
        // Not documented: a retry may be signed anew, or carry the first one's nonce.
        Of("valara-same", From.Valara(), After(2, 4, 8, 16, 32), (id, plan, _, now) => Valara(id, plan, id, now)) with { RepeatsBytes = true },
        Of("novavms", From.NovaVms(), After(60, 300, 900, 3600, 21600), NovaVms),
        Of("fastpix", From.FastPix(), [.. Enumerable.Repeat(TimeSpan.FromSeconds(30), 29)], FastPix),
        Of("envless", From.Envless(), After(30, 120, 600, 1800), Envless),
        Of("standard", From.StandardWebhooks(), After(5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400), StandardWebhooks),
        // Never comes back by itself.
        Of("github", GitHub("", "", 0, default), [], GitHub),
    ];

    /// <summary>The app's settings for every source, and a processing that fits the round.</summary>
    public static Dictionary<string, string?> Settings(string channel)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Processing__Lease"] = Lease.ToString("c"),
            ["Processing__MaxAttempts"] = MaxAttempts.ToString(CultureInfo.InvariantCulture),
            // The product's waits of hours would outlast the peace: who waits as told is not stuck.
            ["Processing__Backoff__0"] = "00:00:05",
            ["Processing__Backoff__1"] = "00:00:30",
            ["Processing__Backoff__2"] = "00:00:45",
            ["AzureFunctionsJobHost__extensions__queues__maxPollingInterval"] = "00:00:00.200",
            ["AzureFunctionsJobHost__extensions__queues__visibilityTimeout"] = "00:00:01",
            ["Notifications__Channels__team__Type"] = "slack",
            ["Notifications__Channels__team__Url"] = channel,
        };
        foreach (var habit in All)
        {
            settings[$"Sources__{habit.Source}__Scheme"] = habit.Scheme;
            settings[$"Sources__{habit.Source}__Secrets__0__Value"] = habit.Secret;
            settings[$"Sources__{habit.Source}__Deadline"] = "00:00:25";
            // A slow second of the machine must not make a delivery too old.
            settings[$"Sources__{habit.Source}__ReplayWindow"] = "1.00:00:00";
        }

        settings["Sources__standard__Shards"] = "4";
        return settings;
    }

    private static Habit Of(string source, SignedDelivery sender, IReadOnlyList<TimeSpan> waits, Func<string, string, int, DateTimeOffset, SignedDelivery> attempt) =>
        new(source, sender.Scheme.Name, sender.Secret, waits, attempt);

    private static IReadOnlyList<TimeSpan> After(params int[] seconds) =>
        [.. seconds.Select(second => TimeSpan.FromSeconds(second)).Select(wait => wait < Longest ? wait : Longest)];

    private static SignedDelivery Valara(string id, string plan, string nonce, DateTimeOffset now) => From.Valara() with
    {
        Id = $"evt_{id}",
        Json = $$$"""{"event_id":"evt_{{{id}}}","event_type":"listing.created","api_version":"2026-04-17","timestamp":@unix,"nonce":"{{{nonce}}}","data":{"listing_number":"{{{plan}}}"}}""",
        SentAt = now,
        Now = now,
    };

    private static SignedDelivery NovaVms(string id, string plan, int attempt, DateTimeOffset now) => From.NovaVms() with
    {
        Id = $"{id}-{attempt}",
        Json = $$$"""{"event_type":"alert","timestamp":"@iso","webhook_id":"{{{id}}}-{{{attempt}}}","data":{"alert_id":"{{{id}}}","rule_name":"{{{plan}}}","severity":"critical"}}""",
        SentAt = now,
        Now = now,
    };

    private static SignedDelivery FastPix(string id, string plan, int attempt, DateTimeOffset now) => From.FastPix() with
    {
        Json = $$$"""{"type":"video.media.failed","object":{"type":"media","id":"{{{id}}}"},"id":"{{{id}}}","status":"{{{plan}}}","data":{"id":"{{{id}}}"},"createdAt":"@iso","attempts":[{{{string.Join(',', Enumerable.Range(0, attempt))}}}]}""",
        SentAt = now,
        Now = now,
    };

    private static SignedDelivery Envless(string id, string plan, int attempt, DateTimeOffset now) => From.Envless() with
    {
        Id = id,
        Json = $$$"""{"id":"{{{id}}}","type":"workspace.created","apiVersion":"2026-05-31","createdAt":"@iso","actor":null,"data":{"name":"{{{plan}}}"}}""",
        SentAt = now,
        Now = now,
    };

    private static SignedDelivery StandardWebhooks(string id, string plan, int attempt, DateTimeOffset now) => From.StandardWebhooks() with
    {
        Id = $"msg_{id}",
        Json = $$$"""{"type":"user.created","data":{"id":"{{{plan}}}"}}""",
        SentAt = now,
        Now = now,
    };

    // A delivery that is sent again keeps its id.
    private static SignedDelivery GitHub(string id, string plan, int attempt, DateTimeOffset now) =>
        From.Preset("github", sent =>
        [
            ("Content-Type", "application/json"),
            ("X-GitHub-Event", "push"),
            ("X-GitHub-Delivery", id),
            ("X-Hub-Signature-256", "sha256=" + From.Hex(sent.Key, "", sent.Body)),
        ]) with
        {
            RawBody = Encoding.UTF8.GetBytes($$"""{"ref":"{{id}}","plan":"{{plan}}"}"""),
            SentAt = now,
            Now = now,
        };
}
