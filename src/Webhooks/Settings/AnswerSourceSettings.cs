using System.Net.Http.Headers;
using System.Text;
using Webhooks.Signatures.Presets;

namespace Webhooks.Settings;

// What a sender is answered when a delivery was accepted: each setting over the preset's.
internal static class AnswerSourceSettings
{
    public const string Known = "Answer__Status, Answer__Empty, Answer__Body, Answer__ContentType";

    private const string Json = "application/json";

    public static AnswerSettings? Read(SettingsReader source, AnswerSettings? preset)
    {
        var section = source.Section("Answer");
        var status = section.Number("Status", 200, 299);
        var (empty, body, type) = (section.Flag("Empty"), section.Text("Body"), section.Text("ContentType"));
        if (status is null && empty is null && body is null && type is null)
        {
            return preset;
        }

        var answer = new AnswerSettings
        {
            Status = status ?? preset?.Status,
            IsEmpty = empty ?? (body is null && preset?.IsEmpty is true),
            Body = empty is true ? null : body ?? preset?.Body,
            ContentType = type ?? (body is null ? preset?.ContentType : null),
        };
        Check(section, answer, body);
        return answer;
    }

    private static void Check(SettingsReader section, AnswerSettings answer, string? body)
    {
        if (body is not null && (answer.IsEmpty || answer.Status is 204 or 205))
        {
            section.Refuse("Body", "the answer has none with Empty=true, and with the status 204 or 205; remove one of the two");
        }

        if (body is not null && Encoding.UTF8.GetByteCount(body) > AnswerSettings.LongestBody)
        {
            section.Refuse("Body", $"it has more than {AnswerSettings.LongestBody} bytes, which is more than senders read");
        }

        if (answer.ContentType is { } type && !MediaTypeHeaderValue.TryParse(type, out _))
        {
            section.Refuse("ContentType", "it is not a media type; write it like application/json or text/plain");
        }
        else if (answer is { Body: null, IsEmpty: false, Status: not (204 or 205), ContentType: { } ownType } && !ownType.StartsWith(Json, StringComparison.OrdinalIgnoreCase))
        {
            section.Refuse("ContentType", "the receiver's own answer is JSON; set Body, or Empty to true");
        }
    }
}
