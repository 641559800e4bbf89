using System.Text;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Driver;

/// <summary>A delivery that a sender published together with its secret: header lines, exact body bytes, secret.</summary>
internal sealed record PublishedVector(string Path, SignatureScheme Scheme)
{
    public static PublishedVector ValaraFailed { get; } = new("valara/media.delivery.failed", SchemeNamed.Find("valara"));

    public static PublishedVector ValaraCompleted { get; } = new("valara/media.delivery.completed", SchemeNamed.Find("valara"));

    public static PublishedVector StandardWebhooks { get; } = new("standard-webhooks/reference-sign-test", SchemeNamed.Find("standard-webhooks"));

    public byte[] Body => Bytes(".json");

    public string SecretText => Text(".secret").Trim();

    public Secret Secret => Secret.Read(Text(".secret"), Scheme.KeyForms, out var problem).ShouldNotBeNull(problem);

    public IReadOnlyList<(string Name, string Value)> Headers =>
        [.. Text(".headers").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..]))];

    public string Header(string name) => Headers.Single(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public DateTimeOffset SignedAt => DateTimeOffset.FromUnixTimeSeconds(
        long.Parse(Headers.Single(header => header.Name.EndsWith("timestamp", StringComparison.OrdinalIgnoreCase)).Value, System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Verifies it at the moment it was signed, with at most one header or the body exchanged.</summary>
    public Verification Verify(byte[]? body = null, string? header = null, string? value = null)
    {
        var headers = new DeliveryHeaders();
        foreach (var (name, original) in Headers)
        {
            headers.Add(name, name.Equals(header, StringComparison.OrdinalIgnoreCase) ? value! : original);
        }

        return Scheme.Verify(new Delivery("published", headers, body ?? Body, SignedAt), [Secret], SignatureScheme.FiveMinutes, SignedAt);
    }

    public override string ToString() => Path;

    private string Text(string extension) => Encoding.UTF8.GetString(Bytes(extension));

    private byte[] Bytes(string extension)
    {
        using var stream = typeof(PublishedVector).Assembly.GetManifestResourceStream(Path + extension).ShouldNotBeNull();
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
