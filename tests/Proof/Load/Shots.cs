using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Proof.Load;

/// <summary>Signed deliveries of a size, each of an event of its own.</summary>
internal static class Shots
{
    public const string UserAgent = "proof";
    private const string Filler = "@filler";
    private static long made;

    /// <summary>Standard Webhooks by Ed25519.</summary>
    public const string Asymmetric = "v1a";

    public static IReadOnlyList<string> Senders { get; } = ["valara", "novavms", "fastpix", "envless", "standard-webhooks", "github"];

    /// <param name="sender">Who signs.</param>
    /// <param name="bytes">The length of each body.</param>
    /// <param name="count">How many.</param>
    /// <param name="wronglySigned">Whether the receiver is to refuse them.</param>
    public static Shot[] Make(string sender, int bytes, int count, bool wronglySigned = false)
    {
        var now = TimeProvider.System.GetUtcNow();
        var filler = new string([.. Enumerable.Range(0, bytes).Select(i => (char)('a' + (i * 7 + i / 26) % 26))]);
        var shots = new Shot[count];
        Parallel.For(0, count, i =>
        {
            var signed = About(Signed(sender) with { SentAt = now, Now = now }, $"evt_{Environment.ProcessId}_{Interlocked.Increment(ref made)}");
            signed = signed.WithBody(signed.Json.Replace(Filler, filler[..(bytes - signed.Body.Length + Filler.Length)], StringComparison.Ordinal));
            signed = wronglySigned ? Forged(signed, sender) : signed;
            shots[i] = new(Request(sender, signed), signed, wronglySigned ? ([], "") : Shot.WriteOf(signed));
        });
        return shots;
    }

    public static SignedDelivery Signed(string sender) => sender switch
    {
        "valara" => From.Valara(),
        "novavms" => From.NovaVms(),
        "fastpix" => From.FastPix(),
        "envless" => From.Envless(),
        "standard-webhooks" => From.StandardWebhooks(),
        Asymmetric => From.StandardWebhooksAsymmetric(),
        "github" => From.Preset("github", sent =>
        [
            ("Content-Type", "application/json"),
            ("X-GitHub-Event", "push"),
            ("X-GitHub-Delivery", sent.Id),
            ("X-Hub-Signature-256", "sha256=" + From.Hex(sent.Key, "", sent.Body)),
        ]),
        _ => throw new ArgumentException($"Nobody is named {sender}.", nameof(sender)),
    };

    // By Ed25519 with as many signatures as a header may hold, each as genuine to look at as the next.
    private static SignedDelivery Forged(SignedDelivery signed, string sender) => sender == Asymmetric
        ? signed with { Sign = sent => signed.Sign(sent).Where(header => header.Name != "webhook-signature").Append(("webhook-signature", Entries.Value)) }
        : signed with { Key = "another key, of someone else"u8.ToArray() };

    private static readonly Lazy<string> Entries = new(() =>
        string.Join(' ', Enumerable.Range(0, 16).Select(i => From.Ed25519Entry(new byte[32], [(byte)i]))));

    private static SignedDelivery About(SignedDelivery signed, string id)
    {
        var about = signed.WithBody(body =>
        {
            if (body["data"] is null)
            {
                body["data"] = new JsonObject();
            }

            body["data"]!["filler"] = Filler;
            switch (signed.Scheme.Name)
            {
                case "valara":
                    (body["event_id"], body["nonce"]) = (id, "nonce-of-" + id);
                    break;
                case "novavms":
                    body["data"]!["alert_id"] = id;
                    break;
                default:
                    body["id"] = id;
                    break;
            }
        });
        return signed.Scheme.Name == "novavms" ? about : about with { Id = id };
    }

    private static byte[] Request(string sender, SignedDelivery signed)
    {
        var body = signed.Body;
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"POST /api/webhooks/{sender} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: {UserAgent}\r\nContent-Length: {body.Length}\r\n");
        foreach (var (name, value) in signed.Sign(signed))
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        return [.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. body];
    }
}
