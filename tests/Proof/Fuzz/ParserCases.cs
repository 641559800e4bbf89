using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Webhooks;
using Webhooks.Events;
using Webhooks.Redacting;
using Webhooks.Senders;
using Webhooks.Settings;
using Webhooks.Signatures.Content;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;
using Webhooks.Storage;
using Webhooks.Storage.Log;

namespace Proof.Fuzz;

/// <summary>Everything else that reads what others write. Each gives what is wrong, or null; what is thrown is wrong by itself.</summary>
internal sealed class ParserCases(IReadOnlyList<Specimen> corpus)
{
    private static readonly string[] Paths = ["id", "type", "event_id", "data.id", "data.status", "timestamp", "data.tracks[0].id", "tracks[1]", "attempts[0].status_code"];
    private static readonly string[] Moments = ["1777896000", "1777896000123", "2026-05-04T12:00:00Z", "2026-05-04T12:00:00.123456789+02:00", "2026-05-04 12:00:00.5-14:00"];
    private static readonly string[] Secrets = ["wh_4f1c9a7be2d05836", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whpk_PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=", "deadbeefdeadbeef", "c2lnbmluZy1zZWNyZXQ=", """{"key":{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}}"""];
    private static readonly string[] Templates = ["{timestamp}.{body}", "{body}", "v0:{timestamp}:{body}", "{header:webhook-id}.{timestamp}.{body}", "{body}{header:a}", "header:X-Id, json:data.id, sha256", "{sha256:body}.{json:data.id}", "{url}{form:sorted}{secret}", "{timestamp}.{signed-names}.{signed-values}.{body}", "header:X-Id+sha256, form:a"];
    private static readonly string[] Envelopes = [Envelope.For(new EventKey("lab", null, "evt_1"), "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01").Write(), Envelope.For(new EventKey("lab", 3, "ü/"), null).Write()];
    private static readonly (string Key, string Value)[] Settings =
    [
        ("Sources__lab__Scheme", "hmac"), ("Sources__lab__Secrets__0__Value", "a-secret-of-the-laboratory"), ("Sources__lab__Hmac__SignatureHeader", "X-Sig"), ("Sources__lab__ReplayWindow", "00:05:00"),
        ("Sources__lab__Secrets__0__NotAfter", "2027-01-01T00:00:00Z"), ("Sources__lab__Hmac__SignedContent", "{body}"), ("Sources__lab__Shards", "4"), ("Sources__lab__Hmac__EventId", "json:id"),
    ];

    private static readonly SearchValues<char> FitForKeys = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:@=,+~");

    private static readonly Redactor Redactor = new(new SourceCatalog([]), new RedactionOptions { Emails = true });

    private readonly HandshakeCases handshakes = new(corpus);

    public string? Fault(Dice dice) => dice.Next(11) switch
    {
        9 or 10 => handshakes.Fault(dice),
        0 => Time(Mutation.OfText(dice.Pick(Moments), dice)),
        1 or 2 => Json(Changed(dice.Pick(corpus), dice)),
        3 => Key(Mutation.OfText(dice.Pick(Secrets), dice), dice.Pick(Enum.GetValues<KeyForm>())),
        4 => Template(Mutation.OfText(dice.Pick(Templates), dice)),
        5 => Message(Mutation.OfText(dice.Pick(Envelopes), dice)),
        6 => Id(Mutation.OfText(dice.Pick(corpus).Id, dice)),
        7 => Setting(dice),
        _ => Event(dice.Pick(corpus), dice),
    };

    private static string? Time(string text)
    {
        foreach (var format in Enum.GetValues<TimeFormat>())
        {
            if (SignedTime.Read(text, format) is { } read)
            {
                var known = format switch
                {
                    TimeFormat.Unix => DateTimeOffset.FromUnixTimeSeconds(long.Parse(text, CultureInfo.InvariantCulture)),
                    TimeFormat.UnixAny when text.TrimStart('0').Length < 12 => DateTimeOffset.FromUnixTimeSeconds(long.Parse(text, CultureInfo.InvariantCulture)),
                    TimeFormat.UnixMilliseconds or TimeFormat.UnixAny => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(text, CultureInfo.InvariantCulture)),
                    _ => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
                };
                if (text.Any(c => c > 127) || (read - known).Duration() > TimeSpan.FromMilliseconds(1))
                {
                    return $"the time '{text}' was read as {read:O}";
                }
            }
        }

        return null;
    }

    private static string? Json(byte[] body)
    {
        if (SignedJson.Read(body, Paths, out _) is not { } read)
        {
            return null;
        }

        using var json = JsonDocument.Parse(JsonRepair.Repair(body), new JsonDocumentOptions { MaxDepth = int.MaxValue });
        foreach (var path in Paths)
        {
            read.Id(path);
            if (read.Problem is not null)
            {
                return null;
            }

            var at = json.RootElement;
            var isThere = path.Replace("[", ".[", StringComparison.Ordinal).Split('.').All(name => Step(ref at, name));
            var text = !isThere ? null : at.ValueKind == JsonValueKind.String ? at.GetString() : at.ValueKind == JsonValueKind.Number ? at.GetRawText() : null;
            if (read.Text(path) != (text?.Length is > 0 and <= DeliveryHeaders.LongestId ? text : null))
            {
                return $"{path} was read as '{read.Text(path)}', and is '{text}'";
            }
        }

        return null;
    }

    private static bool Step(ref JsonElement at, string name)
    {
        if (!name.StartsWith('['))
        {
            return at.ValueKind == JsonValueKind.Object && at.TryGetProperty(name, out at);
        }

        var index = int.Parse(name[1..^1], CultureInfo.InvariantCulture);
        var isThere = at.ValueKind == JsonValueKind.Array && index < at.GetArrayLength();
        at = isThere ? at[index] : at;
        return isThere;
    }

    private static string? Key(string text, KeyForm form) =>
        Secret.Read(text, [form], out _) is { } secret && (secret.Keys[0].Bytes.Length < 8 || secret.ToString().Contains(text, StringComparison.Ordinal)) ? "a key too short, or one that shows itself" : null;

    private static string? Template(string text)
    {
        FieldLocation.ReadList(text, out _);
        if (SignedContentTemplate.Read(text, out _) is not { } template)
        {
            return null;
        }

        var headers = new DeliveryHeaders();
        foreach (var name in template.Headers.Distinct())
        {
            headers.Add(name, "1");
        }

        var filled = template.Fill(new Delivery("lab", headers, "{}"u8.ToArray(), DateTimeOffset.UnixEpoch), "2");
        // Without the body there is at least its hash, or a field of it.
        string[] others = ["{sha256:", "{json:", "{form:"];
        return filled.Body.Length == 2 || others.Any(part => text.Contains(part, StringComparison.Ordinal)) ? null : "a template without the body";
    }

    private static string? Message(string text) =>
        Envelope.Read(text) is { } envelope && Envelope.Read(envelope.Write())?.Write() != envelope.Write() ? "an envelope that is another one when written again" : null;

    private static string? Id(string id)
    {
        var (encoded, printed) = (LedgerId.Encode(id), Printable.Of(id));
        LogPosition.Read(id);
        return encoded.Length > 400 || encoded.AsSpan().ContainsAnyExcept(FitForKeys) ? $"the key '{encoded}'"
            : printed.Length > Printable.LongestId + 1 || printed.Any(char.IsControl) ? "an id that is not fit to print"
            : null;
    }

    private static string? Setting(Dice dice)
    {
        var (key, value) = dice.Pick(Settings);
        var settings = Settings.Where(other => other.Key != key).Append(dice.OneIn(4) ? (Mutation.OfText(key, dice), value) : (key, Mutation.OfText(value, dice)));
        var reader = new SettingsReader(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Item1, setting.Item2)));
        var sources = SourceSettings.Read(reader);
        return reader.Problems.Count == 0 && sources.Any(source => source.Secrets.Count == 0) ? "a source without a secret may start" : null;
    }

    private static string? Event(Specimen specimen, Dice dice)
    {
        var body = Changed(specimen, dice);
        var shown = Redactor.Body(specimen.Source.Name, body);
        var cleaned = Redactor.Of(specimen.Source.Name, body)("a text");
        if (SenderCatalog.Find(specimen.Source.Scheme.Name) is not { } sender)
        {
            return shown.Length > 0 && cleaned.Length > 0 ? null : "nothing to show";
        }

        var type = SchemeType(specimen);
        var read = sender.Read(new LedgerEvent
        {
            Key = new EventKey(specimen.Source.Name, null, "the-event"),
            EventType = type,
            Body = body,
            ReceivedAt = specimen.Now,
            Status = EventStatus.Pending,
            Version = "1",
        });
        return read.Notices.Any(notice => notice.Title.Length > 400 || notice.What.Length > 1500) || read.Changes.Any(change => change.Summary.Length > 1000)
            ? $"a {type} that tells more than fits"
            : null;
    }

    private static byte[] Changed(Specimen specimen, Dice dice) => Mutation.OfBody(specimen.Body, specimen.Spots, dice);

    private static string SchemeType(Specimen specimen) =>
        SignedJson.Read(specimen.Body, ["type", "event_type"], out _)?.FirstText("type", "event_type") ?? SignedEvent.UnknownType;
}
