using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Proof.Fuzz;

/// <summary>
/// How a sender signs, written down a second time from <c>docs/senders</c>. Signs the cases and judges them, and shares nothing with the
/// product: a mistake made in both places would be seen by neither.
/// </summary>
/// <param name="SignatureHeader">Carries the signature.</param>
/// <param name="Label">Stands before each MAC.</param>
/// <param name="IsHex">Hexadecimal; Base64 otherwise.</param>
internal sealed record Manner(string SignatureHeader, string Label, bool IsHex)
{
    /// <summary>Stands between the entries of a list; null when there is one signature only.</summary>
    public char? Between { get; init; }

    public string? IdHeader { get; init; }

    public string? TimeHeader { get; init; }

    /// <summary>The label of a time that stands in the signature header.</summary>
    public string? TimeLabel { get; init; }

    /// <summary>What the signed bytes begin with.</summary>
    public string Lead { get; init; } = "";

    public char Divider { get; init; } = '.';

    public bool SignsTime => TimeHeader is not null || TimeLabel is not null;

    public static IReadOnlyList<Manner> Of(string scheme) => scheme switch
    {
        "valara" => [new("X-Webhook-Signature", "sha256=", true) { TimeHeader = "X-Webhook-Timestamp" }],
        "novavms" => [new("X-Webhook-Signature", "sha256=", true), new("X-NovaVMS-Signature", "sha256=", true)],
        "fastpix" => [new("FastPix-Signature", "", false)],
        "envless" or "standard-webhooks" => [Triple("webhook"), Triple("svix")],
        "svix" => [Triple("svix")],
        "github" => [new("X-Hub-Signature-256", "sha256=", true)],
        "stripe" => [new("Stripe-Signature", "v1=", true) { Between = ',', TimeLabel = "t=" }],
        "shopify" => [new("X-Shopify-Hmac-Sha256", "", false)],
        "slack" => [new("X-Slack-Signature", "v0=", true) { TimeHeader = "X-Slack-Request-Timestamp", Lead = "v0:", Divider = ':' }],
        _ => throw new ArgumentOutOfRangeException(nameof(scheme), scheme, "Nobody has written down how it signs."),
    };

    /// <summary>The texts of a signature header that claim to be signatures. Commas, spaces and both separate the entries of a list.</summary>
    public IEnumerable<string> Claims(string header) => Label.EndsWith(',')
        ? Regex.Matches(header, $@"(?<=^|[ \t,]){Label}[ \t]*(?=(?<mac>[^ \t,]+))").Select(match => match.Groups["mac"].Value)
        : header.Split([',', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries)
            .Where(entry => Between is null || entry.StartsWith(Label, StringComparison.Ordinal))
            .Select(entry => entry.StartsWith(Label, StringComparison.OrdinalIgnoreCase) ? entry[Label.Length..] : entry);

    /// <summary>The times that the headers state. More than one leaves open which was signed.</summary>
    public IReadOnlyList<string> Times(IReadOnlyList<(string Name, string Value)> headers) => TimeLabel is { } label
        ? [.. Values(headers, SignatureHeader).SelectMany(header => header.Split([',', ' ', '\t']))
            .Where(entry => entry.StartsWith(label, StringComparison.Ordinal)).Select(entry => entry[label.Length..])]
        : TimeHeader is { } name ? Values(headers, name) : [];

    public static IReadOnlyList<string> Values(IReadOnlyList<(string Name, string Value)> headers, string name) =>
        [.. headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value)];

    public byte[] Mac(ReadOnlySpan<byte> key, string? id, string? time, ReadOnlySpan<byte> body)
    {
        var before = Lead + (IdHeader is null ? "" : id + Divider) + (SignsTime ? time + Divider : "");
        byte[] signed = [.. Encoding.UTF8.GetBytes(before), .. body];
        return HMACSHA256.HashData(key, signed);
    }

    public string Text(byte[] mac) => IsHex ? Convert.ToHexStringLower(mac) : Convert.ToBase64String(mac);

    /// <summary>The header as the sender writes it.</summary>
    public string Write(string mac, string? time) => (TimeLabel is null ? "" : $"{TimeLabel}{time},") + Label + mac;

    private static Manner Triple(string prefix) =>
        new($"{prefix}-signature", "v1,", false) { Between = ' ', IdHeader = $"{prefix}-id", TimeHeader = $"{prefix}-timestamp" };
}
