using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace Webhooks.Signatures.Handshakes;

// A text of an answer. What is put in is not searched for placeholders again.
internal sealed partial class AnswerTemplate
{
    private readonly string text;
    private readonly bool isJson;

    private AnswerTemplate(string text, bool isJson) => (this.text, this.isJson) = (text, isJson);

    public bool HasChallenge => Placeholder().IsMatch(text);

    public bool HasMac => text.Contains("{hmac:", StringComparison.Ordinal);

    public static AnswerTemplate? Read(string text, bool isJson, out string problem)
    {
        var unknown = Placeholder().Matches(text).FirstOrDefault(match => match.Value is not ("{challenge}" or "{hmac:hex}" or "{hmac:base64}"));
        problem = unknown is null ? "" : $"'{unknown.Value}' is not {{challenge}}, {{hmac:hex}} or {{hmac:base64}}";
        return unknown is null ? new(text, isJson) : null;
    }

    public string Fill(string challenge, byte[] mac) => Placeholder().Replace(text, match => match.Value switch
    {
        "{hmac:hex}" => Convert.ToHexStringLower(mac),
        "{hmac:base64}" => Convert.ToBase64String(mac),
        _ => isJson ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(challenge) : challenge,
    });

    [GeneratedRegex(@"\{(challenge|hmac:[^{}""]*)\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}
