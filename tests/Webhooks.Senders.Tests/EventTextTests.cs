using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Webhooks.Senders;

namespace Webhooks.Senders.Tests;

/// <summary>The exact texts of every event, so that a change of a text is deliberate.</summary>
public partial class EventTextTests
{
    private static readonly JsonNode?[] Others = [null, "", "another", 0, 1, true, false];

    public static TheoryData<string> Schemes => [.. SenderCatalog.All.Select(sender => sender.Scheme)];

    [Theory, MemberData(nameof(Schemes))]
    public void Texts_of_events_are_as_approved(string scheme) =>
        string.Join('\n', Sample.TypesOf(scheme).Order(StringComparer.Ordinal).SelectMany(type => TextOf(scheme, type)))
            .ShouldMatchApproved(approved => approved.SubFolder("Approved").WithDiscriminator(scheme).NoDiff());

    /// <summary>What the full sample says, and what is new in it with each field that is missing or holds another value.</summary>
    private static IEnumerable<string> TextOf(string scheme, string type)
    {
        var body = JsonNode.Parse(WithNumberedIds(new Sample(scheme, type).Body.ToJsonString()))!.AsObject();
        var full = Lines(scheme, type, body);
        var notified = new HashSet<string>(full);
        foreach (var line in full.Prepend($"# {type}").Append(""))
        {
            yield return line;
        }

        foreach (var (path, other) in body.Paths().SelectMany(path => Others.Select(other => (path, other))))
        {
            var changed = body.DeepClone().AsObject();
            changed.Parent(path, out var name)[name] = other?.DeepClone();
            var news = Lines(scheme, type, changed).Where(notified.Add).ToList();
            foreach (var line in news.Count > 0 ? news.Prepend($"## {path} = {other?.ToJsonString() ?? "null"}").Append("") : [])
            {
                yield return line;
            }
        }
    }

    private static string WithNumberedIds(string text)
    {
        var ids = RandomId().Matches(text).Select(id => id.Value).Distinct().ToList();
        return RandomId().Replace(text, id => $"id-{ids.IndexOf(id.Value) + 1}");
    }

    private static IReadOnlyList<string> Lines(string scheme, string type, JsonObject body)
    {
        var read = Sample.Read(scheme, type, Encoding.UTF8.GetBytes(body.ToJsonString()), Sample.At);
        return
        [
            .. read.Changes.Select(change =>
                $"- {change.Kind} {change.Id} is {change.State} since {change.At:u}, rank {change.Rank}{(change.IsUnhealthy ? ", wrong" : "")}{(change.Counts ? ", counted" : "")}: {change.Summary}"
                + string.Concat(change.Details.Select(detail => $" [{detail.Key}: {detail.Value}]"))),
            .. read.Notices.Select(notice =>
                $"- {notice.Severity} {notice.Rule} about {notice.Subject} ({notice.StatusKind} {notice.StatusId}){(notice.Recovered ? ", recovered" : "")}: {notice.Title} | {notice.What} | {notice.Next}{(notice.Command is null ? "" : $" | {notice.Command}")}{(notice.Cause is null ? "" : $" | cause {notice.Cause}: {notice.Example}")}"),
        ];
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{40}|[0-9A-HJKMNP-TV-Z]{26}", RegexOptions.ExplicitCapture)]
    private static partial Regex RandomId();
}
