using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Webhooks.Signatures.Content;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Signatures.Presets;

// What must be true of a preset; each problem begins with the key.
internal static class PresetChecks
{
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(3);
    private static readonly TimeSpan ShortestDeadline = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestDeadline = TimeSpan.FromSeconds(25);

    // Any address will do: the source has its own.
    private static readonly SchemeOptions Anywhere = new()
    {
        PublicUrl = "https://hooks.example.com/api/webhooks/source",
        TopicArn = "arn:aws:sns:eu-west-1:000000000000:topic",
        WebhookId = "0",
        ServiceAccount = "account@example.com",
    };

    public static IEnumerable<string> Problems(string name, Preset preset)
    {
        if (string.IsNullOrWhiteSpace(preset.Title))
        {
            yield return "title: it is empty";
        }

        if (NullEntry(preset) is { } key)
        {
            yield return $"{key}: an entry is null";
            yield break;
        }

        if (preset.ReadHandshakes(out var invalid) is null)
        {
            yield return $"handshakes: {invalid}";
        }
        else if (SchemeProblem(name, preset) is { } problem)
        {
            yield return problem;
        }

        if (preset.Answer is { } answer && AnswerProblem(answer) is { } wrong)
        {
            yield return wrong;
        }

        if (preset.PublishedKeys is { } keys && PublishedProblem(keys, preset) is { } unpublished)
        {
            yield return $"publishedKeys: {unpublished}";
        }

        if (preset.ReplayWindow is { } window && (window < ShortestWindow || window > LongestWindow))
        {
            yield return $"replayWindow: it is not from {ShortestWindow:c} to {LongestWindow:c}";
        }

        if (preset.Deadline is { } deadline && (deadline < ShortestDeadline || deadline > LongestDeadline))
        {
            yield return $"deadline: it is not from {ShortestDeadline:c} to {LongestDeadline:c}";
        }

        if (!preset.Samples.Bodies.ContainsKey(preset.Samples.Default))
        {
            yield return $"samples.default: there is no body for '{preset.Samples.Default}'";
        }
    }

    // The serializer refuses null where a key may not be null, and takes it in lists.
    private static string? NullEntry(Preset preset) => preset switch
    {
        _ when preset.Handshakes.Any(handshake => handshake is null || handshake.When.Values.Concat(handshake.Headers.Values).Contains(null!)) => "handshakes",
        _ when preset.SecretPaths.Contains(null!) => "secretPaths",
        _ when preset.Facts.Sources.Contains(null!) => "facts.sources",
        _ when preset.Samples.Headers.Values.Contains(null!) => "samples.headers",
        _ => null,
    };

    // A delivery that was accepted must not be answered as if it were not: its sender would repeat it, or stop for good.
    private static string? AnswerProblem(AnswerSettings answer) => answer switch
    {
        { Status: < 200 or > 299 } => $"answer.status: {answer.Status} is not between 200 and 299",
        { Body: not null, IsEmpty: true } or { Body: not null, Status: 204 or 205 } => "answer.body: the answer has none with isEmpty, and with the status 204 or 205",
        { Body: { } body } when Encoding.UTF8.GetByteCount(body) > AnswerSettings.LongestBody => $"answer.body: it has more than {AnswerSettings.LongestBody} bytes, which is more than senders read",
        { ContentType: { } type } when !MediaTypeHeaderValue.TryParse(type, out _) => "answer.contentType: it is not a media type",
        _ => null,
    };

    private static string? PublishedProblem(PublishedKeySettings keys, Preset preset) => keys switch
    {
        { KeySet: { } address } => address is not { IsAbsoluteUri: true, Scheme: "https" } ? "keySet is not an https address" : preset.Token is null ? "keySet is for senders with a token" : null,
        { CertificateAt: null } or { Host: null } or { Path: null } or { CommonName: null } => "write keySet, or certificateAt, host, path and commonName",
        _ => FieldLocation.ReadList(keys.CertificateAt, out var problem) is not [{ Parts.Count: 0, IsHash: false }] ? $"certificateAt is not one header:NAME or json:PATH {problem}".TrimEnd()
            : new[] { keys.Host, keys.Path, keys.CommonName }.Any(pattern => !IsPattern(pattern!)) ? "host, path or commonName is no regular expression" : null,
    };

    private static bool IsPattern(string text)
    {
        try
        {
            _ = new Regex(text, RegexOptions.NonBacktracking);
            return true;
        }
        catch (Exception failure) when (failure is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static string? SchemeProblem(string name, Preset preset)
    {
        if (PresetScheme.Create(name, preset with { Weakness = null, Scheme = preset.Scheme with { AllowWeak = null } }, new(), Anywhere, out var weak) is null
            && weak!.Setting == nameof(SchemeSettings.AllowWeak) && preset.Weakness is null)
        {
            return $"weakness: {weak.Problem[..weak.Problem.LastIndexOf(';')]}; say so in a sentence";
        }

        if (PresetScheme.Create(name, preset, new(), Anywhere, out var problem) is null)
        {
            var key = problem!.Setting;
            return $"scheme.{char.ToLowerInvariant(key[0])}{key[1..]}: {problem.Problem.Replace("set UnsignedId of the source to Accept", "say in unsignedId why it is used nevertheless", StringComparison.Ordinal)}";
        }

        return null;
    }
}
