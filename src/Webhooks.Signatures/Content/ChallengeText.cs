using System.Buffers;
using System.Text;

namespace Webhooks.Signatures.Content;

// What a caller may have echoed. Too little to be a page or a header of its own, enough for every challenge that senders document.
internal static class ChallengeText
{
    public const int Longest = 1024;

    public const string Problem = "its challenge is longer than 1,024 characters, or has others than printable ASCII without < and >";

    public const string TokenProblem = "its challenge has other characters than those of Base64 and of hexadecimal; another text is not signed";

    private static readonly SearchValues<char> Printable = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Where(c => c is not ('<' or '>'))]);
    private static readonly SearchValues<byte> OfToken = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-.~:"u8);

    public static bool IsEchoed(string text) => text.Length is > 0 and <= Longest && !text.AsSpan().ContainsAnyExcept(Printable);

    /// <summary>Whether the text may be signed for anybody who asks.</summary>
    public static bool IsSigned(string text) => IsEchoed(text) && IsToken(Encoding.ASCII.GetBytes(text));

    /// <summary>Whether a body is, or ends, a text that may be signed for anybody: its signature proves nothing. No JSON object or form is.</summary>
    public static bool IsToken(ReadOnlySpan<byte> body) => !body.ContainsAnyExcept(OfToken);
}
