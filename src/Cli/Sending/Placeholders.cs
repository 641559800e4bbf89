using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Webhooks.Signatures.Content;

namespace Cli.Sending;

// Fills {{…}} in samples: eventId, nonce, type, times (unix, unixMs, iso, isoMs, isoNanos, each with an offset in seconds such as iso:-3600),
// ids (uuid, uuid7, ulid, hex40, number; with a name such as uuid:camera, the same id each time), and body:PATH. '|' gives an alternative;
// a quoted {{#…}} becomes a number.
internal sealed partial class Placeholders(DateTimeOffset at, string type)
{
    private readonly Dictionary<string, string> named = [];

    public string EventId { get; set; } = "";

    public string Nonce { get; set; } = "";

    public ReadOnlyMemory<byte> Body { get; set; }

    public string Fill(string template) =>
        Token().Replace(template, match => match.Groups["choices"].Value.Split('|').Select(Value).FirstOrDefault(value => value.Length > 0) ?? "");

    private string Value(string token)
    {
        var (name, rest) = token.Split(':', 2) is [var first, var second] ? (first, second) : (token, "");
        return name switch
        {
            "eventId" => EventId,
            "nonce" => Nonce,
            "type" => type,
            // Where the body carries the signature, it is put in when the delivery is signed.
            "signature" => "",
            "body" => SignedJson.Read(Body, [rest], out _)?.Text(rest) ?? "",
            "unix" => Moved(rest).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            "unixMs" => Moved(rest).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            "iso" => Written(rest, "yyyy-MM-dd'T'HH:mm:ss'Z'"),
            "isoMs" => Written(rest, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"),
            "isoNanos" => Written(rest, "yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'"),
            "uuid" or "uuid7" or "ulid" or "hex40" or "number" => Id(name, rest),
            _ => throw new InvalidOperationException($"A sample holds the unknown placeholder {token}."),
        };
    }

    private string Id(string kind, string name)
    {
        if (name.Length > 0 && named.TryGetValue(kind + name, out var known))
        {
            return known;
        }

        var id = kind switch
        {
            "uuid" => Guid.NewGuid().ToString(),
            "uuid7" => Guid.CreateVersion7(at).ToString(),
            "hex40" => RandomNumberGenerator.GetHexString(40, lowercase: true),
            "number" => RandomNumberGenerator.GetInt32(100_000_000, 1_000_000_000).ToString(CultureInfo.InvariantCulture),
            _ => Ulid.New(at),
        };
        return name.Length > 0 ? named[kind + name] = id : id;
    }

    private DateTimeOffset Moved(string seconds) =>
        seconds.Length == 0 ? at : at.AddSeconds(int.Parse(seconds, CultureInfo.InvariantCulture));

    private string Written(string offset, string format) => Moved(offset).UtcDateTime.ToString(format, CultureInfo.InvariantCulture);

    [GeneratedRegex("""(?:"\{\{#(?<choices>[^}]+)\}\}")|(?:\{\{(?<choices>[^}#]+)\}\})""", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
