using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Proof.Fuzz;

/// <summary>Fills the placeholders of samples with what is the same in each run.</summary>
internal sealed partial class SampleText(string type, DateTimeOffset at)
{
    public const string EventId = "evt_2KWPBgLlAfxdpx2AI54pPJ85f4W";

    private int count;

    public string Fill(string text) => Token().Replace(text, match => match.Groups["choices"].Value.Split('|').Select(Value).FirstOrDefault(value => value.Length > 0) ?? "");

    private string Value(string token)
    {
        var (name, rest) = token.Split(':', 2) is [var first, var second] ? (first, second) : (token, "");
        return name switch
        {
            "eventId" => EventId,
            "nonce" => "9a2f4c1e8b7d",
            "type" => type,
            "unix" => Moved(rest).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            "unixMs" => Moved(rest).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            "iso" => Moved(rest).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            "isoMs" => Moved(rest).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            "isoNanos" => Moved(rest).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'", CultureInfo.InvariantCulture),
            "uuid" or "uuid7" => new Guid(Hash(rest).AsSpan(0, 16)).ToString(),
            "ulid" => Convert.ToHexString(Hash(rest))[..26],
            "hex40" => Convert.ToHexStringLower(Hash(rest))[..40],
            _ => "",
        };
    }

    private byte[] Hash(string name) => SHA256.HashData(Encoding.UTF8.GetBytes(name.Length > 0 ? name : $"{type} {count++}"));

    private DateTimeOffset Moved(string seconds) => seconds.Length == 0 ? at : at.AddSeconds(int.Parse(seconds, CultureInfo.InvariantCulture));

    [GeneratedRegex("""(?:"\{\{#(?<choices>[^}]+)\}\}")|(?:\{\{(?<choices>[^}#]+)\}\})""", RegexOptions.ExplicitCapture)]
    private static partial Regex Token();
}
