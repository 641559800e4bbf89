using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Handshakes;
using Webhooks.Signatures.Presets;
using Webhooks.Signatures.Schemes;

namespace Proof.Fuzz;

/// <summary>
/// Requests that are nearly handshakes: only what its preset asks for is answered, and nothing is reflected or signed that could be a page,
/// a header, a script or a delivery.
/// </summary>
internal sealed class HandshakeCases(IReadOnlyList<Specimen> corpus)
{
    private const string Token = "the-token-of-the-source";
    private const int LongestEcho = 1024;

    private static readonly string[] Methods = ["GET", "POST", "HEAD", "OPTIONS", "PUT", "get"];
    private static readonly string[] Challenges = ["abc123", "a<b>", "{\"event\":\"x\"}", "", "é", "a\r\nSet-Cookie: x", new('a', 1024), new('a', 1025), "\0", "a b", "\"},{\"", "%3Cscript%3E", "{challenge}", "{hmac:hex}", "a=b&c=d", "[]"];

    private static readonly (Preset Preset, HandshakeList List)[] Asked =
    [
        .. SchemeCatalog.Names.Select(SchemeCatalog.FindPreset).OfType<Preset>().Where(preset => preset.Handshakes.Count > 0).Select(preset => (preset, preset.ReadHandshakes(out _)!)),
    ];

    private readonly Specimen[] specimens = [.. corpus.Where(specimen => specimen.Source.Scheme is ConfiguredScheme)];

    public string? Fault(Dice dice)
    {
        var specimen = dice.Pick(specimens);
        var own = SchemeCatalog.FindPreset(specimen.Source.Name);
        var list = own?.ReadHandshakes(out _) ?? HandshakeList.None;
        var of = own is { Handshakes.Count: > 0 } ? (own, list) : dice.Pick(Asked);
        var settings = dice.Pick(of.Item2.All);
        var challenge = dice.OneIn(3) ? Mutation.OfText(dice.Pick(Challenges), dice) : dice.Pick(Challenges);
        var (request, isSigned) = Request(specimen, settings, challenge, dice);
        var terms = new HandshakeTerms(specimen.Source.Secrets) { VerifyToken = dice.OneIn(4) ? null : Token, AnswersNewSecrets = dice.OneIn(2) };
        return list.Answer(request, terms, specimen.Source.Scheme, specimen.Source.ReplayWindow, specimen.Now) is not HandshakeOutcome.Answered answered ? null
            : list.All.Count == 0 ? "a handshake of a sender that has none"
            : Fault(list, answered, request, isSigned, specimen, terms);
    }

    private static (HandshakeRequest Request, bool IsSigned) Request(Specimen specimen, Handshake handshake, string challenge, Dice dice)
    {
        var made = HandshakeSample.Of(handshake, challenge, dice.OneIn(3) ? Mutation.OfText(Token, dice) : Token);
        var body = made.Body.ToArray();
        body = dice.OneIn(6) ? Mutation.OfBytes(body, dice) : body;
        var headers = made.Headers.SelectMany(header => header.Value.Select(value => (header.Key, value))).ToList();
        var isSigned = dice.OneIn(2);
        var sent = new Message(headers, dice.OneIn(6) ? Mutation.OfText(made.Query, dice) : made.Query, body);
        if (isSigned)
        {
            var signed = specimen.Sign(body, dice.OneIn(4) ? specimen.ExpiredKey : specimen.Key);
            isSigned = Grant.Find(specimen, signed) is not null;
            sent = new([.. headers, .. signed.Headers.Where(header => headers.TrueForAll(own => !own.Key.Equals(header.Name, StringComparison.OrdinalIgnoreCase)))], string.Join('&', sent.Query, signed.Query).Trim('&'), signed.Body);
        }

        var all = new DeliveryHeaders();
        sent.Headers.ForEach(header => all.Add(header.Name, dice.OneIn(12) ? Mutation.OfText(header.Value, dice) : header.Value));
        return (new(dice.OneIn(8) ? dice.Pick(Methods) : made.Method) { Query = sent.Query, Headers = all, Body = sent.Body }, isSigned);
    }

    private static string? Fault(HandshakeList list, HandshakeOutcome.Answered answered, HandshakeRequest request, bool isSigned, Specimen specimen, HandshakeTerms terms)
    {
        var answer = answered.Answer;
        var texts = answer.Headers.Values.Append(answer.Body).ToArray();
        var ways = list.All.Where(handshake => handshake.Settings.Method == request.Method).Select(handshake => handshake.Settings).ToArray();
        return ways.Length == 0 ? "answered another method"
            : !isSigned && ways.All(way => way.IsSigned) ? "answered unsigned what has to be signed"
            : answered.By is not null && !isSigned ? "a signer of what nobody signed"
            : ways.All(way => way.Token is not null) && terms.VerifyToken is null ? "answered without a token of the source"
            : texts.Any(text => text.Length > LongestEcho * 2 || text.Any(c => c is < ' ' or > '~' or '<' or '>')) ? "echoed what is no printable ASCII, or too much"
            : answer.ContentType is not ("text/plain" or "application/json") || (answer.ContentType == "application/json" && answer.Body.Length > 0 && !IsFlat(answer.Body)) ? "an answer that is neither text nor the JSON of the preset"
            : answer.Headers.Keys.Any(name => !ways.Any(way => way.Headers.ContainsKey(name))) ? "a header that the preset does not have"
            : Signs(texts, specimen, request) ? "signed what may be a delivery"
            : null;
    }

    // One level of texts and numbers: a challenge that became more than one text would add keys or levels.
    private static bool IsFlat(string body)
    {
        try
        {
            return JsonElement.Parse(body) is { ValueKind: JsonValueKind.Object } root && root.EnumerateObject().Count() <= 2 && root.EnumerateObject().All(one => one.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // The MAC of a challenge given to anyone would be the signature of a delivery whose body it is; such bodies are believed by nobody.
    private static bool Signs(string[] texts, Specimen specimen, HandshakeRequest request)
    {
        string[] bodies = ["{}", "[]", "{\"event\":\"x\"}", "a=b&c=d", Encoding.UTF8.GetString(specimen.Body)];
        return !request.Body.IsEmpty || specimen.Key.IsPublic ? false : bodies.Any(body =>
        {
            var mac = HMACSHA256.HashData(specimen.Key.Bytes, Encoding.UTF8.GetBytes(body));
            return texts.Any(text => text.Contains(Convert.ToHexStringLower(mac), StringComparison.Ordinal) || text.Contains(Convert.ToBase64String(mac), StringComparison.Ordinal));
        });
    }
}
