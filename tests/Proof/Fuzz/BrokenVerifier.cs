using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Webhooks.Signatures.Schemes;

namespace Proof.Fuzz;

/// <summary>A verifier with a mistake that receivers have been found with, built around ours. The oracle has to see it.</summary>
internal sealed record BrokenVerifier(string Mistake, Func<Case, Verification> Verify)
{
    /// <summary>The senders whose deliveries can show it.</summary>
    public Func<Manner, bool> Concerns { get; init; } = _ => true;

    public static IReadOnlyList<BrokenVerifier> All { get; } =
    [
        new("takes the JSON written anew for the bytes that came", tried => Else(tried, () => With(tried, Rewritten(tried.Sent.Body)))),
        new("takes the body without the white space around it", tried => Else(tried, () => With(tried, [.. tried.Sent.Body.AsSpan().Trim(" \r\n\t\0"u8)]))),
        new("takes the first of two headers", tried => Else(tried, () => With(tried, tried.Sent.Headers.DistinctBy(header => header.Name, StringComparer.OrdinalIgnoreCase)))),
        new("reads the time as a number and signs that", tried => Else(tried, () => With(tried, tried.Sent.Headers.Select(Numbered)))),
        new("compares the first half of the MAC", tried => Else(tried, () => With(tried, tried.Sent.Headers.Select(header => HalfRight(tried, header))))),
        new("has no replay window", tried => AsItIs(tried, TimeSpan.FromDays(36_500))),
        new("asks before which time a delivery is too old, and not after which it is too new", tried => AsItIs(tried) is Verification.Refused { Why.Reason: RefusalReason.FromTheFuture } ? AsItIs(tried, TimeSpan.FromDays(36_500)) : AsItIs(tried)),
        new("knows secrets for ever", tried => AsItIs(tried) is Verification.Refused { Why.Reason: RefusalReason.SignatureInvalid } ? tried.Of.Source.Scheme.Verify(tried.Deliver(), [.. tried.Of.Source.Secrets.Select(secret => secret.WithoutLimits())], tried.Of.Source.ReplayWindow, tried.Of.Now) : AsItIs(tried)),
        new("believes an unsigned header about the event id", tried => AsItIs(tried) is Verification.Verified verified && tried.Sent.Values("X-Webhook-ID") is [var id, ..] ? verified with { Event = verified.Event with { EventId = id } } : AsItIs(tried)),
        new("throws on a header it does not understand", tried => AsItIs(tried) is Verification.Refused { Why.Reason: RefusalReason.TimestampMalformed } ? throw new FormatException() : AsItIs(tried)),
        .. BrokenParts.All,
    ];

    public static Verification AsItIs(Case tried) => AsItIs(tried, tried.Of.Source.ReplayWindow);

    public static Verification AsItIs(Case tried, TimeSpan window) => tried.Of.Source.Scheme.Verify(tried.Deliver(), tried.Of.Source.Secrets, window, tried.Of.Now);

    private static Verification Else(Case tried, Func<Case> eased) => AsItIs(tried) is Verification.Refused refused ? AsItIs(eased()) as Verification.Verified ?? (Verification)refused : AsItIs(tried);

    private static byte[] Rewritten(byte[] body)
    {
        try
        {
            return Encoding.UTF8.GetBytes(JsonNode.Parse(body)?.ToJsonString() ?? "");
        }
        catch (Exception unreadable) when (unreadable is System.Text.Json.JsonException or InvalidOperationException or ArgumentException)
        {
            return body;
        }
    }

    private static (string Name, string Value) Numbered((string Name, string Value) header) =>
        header.Name.EndsWith("timestamp", StringComparison.OrdinalIgnoreCase) && long.TryParse(header.Value, CultureInfo.InvariantCulture, out var number)
            ? (header.Name, number.ToString(CultureInfo.InvariantCulture))
            : header;

    private static (string Name, string Value) HalfRight(Case tried, (string Name, string Value) header)
    {
        var manner = tried.Of.Manner;
        if (manner.At.Length > 0 || header.Name != manner.Headers[0] || tried.Of.Key.IsPublic || manner.Times(tried.Sent) is not [var time] || manner.Names(tried.Sent) is not [var names])
        {
            return header;
        }

        var right = manner.Content(tried.Sent, new(time, tried.Of.Url) { Names = names }, tried.Of.Key.Bytes) is { } content ? manner.Write(tried.Of.Key.Sign(manner.Algorithm, content)) : "-";
        return header.Value.Contains(right[..(right.Length / 2)], StringComparison.Ordinal) ? (header.Name, manner.Compose(right, time, names)) : header;
    }

    private static Case With(Case tried, byte[] body) => tried with { Sent = tried.Sent.With(body) };

    private static Case With(Case tried, IEnumerable<(string Name, string Value)> headers) => tried with { Sent = tried.Sent with { Headers = [.. headers] } };
}
