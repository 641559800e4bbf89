using System.Text;

namespace Proof.Fuzz;

/// <summary>What no honest sender writes, and what receivers have stumbled over.</summary>
internal static class Hostile
{
    public static readonly string[] Texts =
    [
        "", " ", ",", "=", ".", ":", "v1,", "v1=", "v1a,", "sha256=", "SHA256=", "v0=", "t=,v1=", "t=1,t=2,v1=0", "\0", "\r\n", "\ud800", "\udc00\ud800", "💌", "٣", "-1", "+1", "1e3",
        "{body}", "../..", "null", "true", "NaN", "' or 1=1", "%00", "\u202e", "\ufeff", "0", "00", "99999999999999999999", "253402300799", "253402300800",
        "9999-12-31T23:59:59-14:00", "0000-00-00T00:00:00Z", "2026-02-30T00:00:00Z", "2026-05-04T12:00:60Z", "2026-05-04t12:00:00z", "2026-05-04T12:00:00.Z",
        new('=', 44), new('A', 44), new('0', 64), "v1," + new string('A', 43) + "=", "sha256=" + new string('0', 64), new('a', 8192), new(' ', 8192), new(',', 8192),
        string.Concat(Enumerable.Repeat("v1, ", 2048)), string.Concat(Enumerable.Repeat("v1=0,", 1024)), string.Concat(Enumerable.Repeat("💌", 600)),
    ];

    public static readonly byte[][] Values =
    [
        .. new[]
        {
            "null", "true", "\"\"", "\" \"", "0", "-0", "-1", "1e400", "0.1", "99999999999999999999999999", "[]", "{}", "[null]", "[[[{}]]]", "[{\"id\":5}]", "\"\\ud800\"", "{\"\\udc00\":1}",
            "\"99:99:99\"", "\"9999-99-99T99:99:99Z\"", "\"2026-05-04T12:00:00.123456789123Z\"", "\"2026-05-04 12:00:00+00:00\"", "\"\\u0000\\u202e\"", "{\"id\":{\"id\":{}}}", "\"alert\"", "\"7\"", "7",
            "\"offline\"", "\"critical\"", "tru", "\"", "{", "]", "01", ".5", "\"a\nb\"", "/**/1", "NaN", "'x'", "\"\\x41\"", "\"\\u00zz\"",
            $"\"{new string('x', 1024)}\"", $"\"{new string('x', 1025)}\"", $"\"{string.Concat(Enumerable.Repeat("\\u0041", 1025))}\"", Deep(255), Deep(300), new('[', 4000), $"[{new string(' ', 4000)}]",
        }.Select(Encoding.UTF8.GetBytes),
        [(byte)'"', 0xff, (byte)'"'],
        [(byte)'"', 0xc0, 0x80, (byte)'"'],
        [(byte)'"', 0xed, 0xa0, 0x80, (byte)'"'],
    ];

    private static string Deep(int levels) => string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels);
}
