using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Browser.Tests.Gallery;

/// <summary>Slack's JSON as HTML that looks like Slack. A block that it does not know is an error: the picture would hide it.</summary>
internal static partial class SlackPage
{
    public static string Of(IEnumerable<SlackPost> threads, IReadOnlyList<SlackPost> all) => string.Concat(threads.Select(first =>
        $"<article>{Message(first)}{string.Concat(all.Where(post => post.Thread == first.Ts).Select(reply => $"<div class=reply>{Message(reply)}</div>"))}</article>"));

    private static string Message(SlackPost post)
    {
        var blocks = string.Concat(post.Message["blocks"]!.AsArray().Select(block => Block(block!.AsObject())));
        return $"<div class=post><div class=avatar>⚓</div><div class=text><b>Webhooks</b> <span class=app>APP</span>{(post.IsBroadcast ? "<span class=meta>also sent to the channel</span>" : "")}{blocks}{(post.IsChanged ? "<div class=meta>(edited)</div>" : "")}</div></div>";
    }

    private static string Block(JsonObject block) => (string)block["type"]! switch
    {
        "header" => $"<h3>{Text(block["text"])}</h3>",
        "section" when block["fields"] is JsonArray fields => $"<div class=fields>{string.Concat(fields.Select(field => $"<div>{Text(field)}</div>"))}</div>",
        "section" => $"<p>{Text(block["text"])}</p>",
        "context" => $"<div class=meta>{string.Concat(block["elements"]!.AsArray().Select(Text))}</div>",
        "divider" => "<hr>",
        "actions" => $"<p>{string.Concat(block["elements"]!.AsArray().Select(element => $"<span class=button>{Text(element!["text"])}</span>"))}</p>",
        var type => throw new NotSupportedException(type),
    };

    // Slack's text has &, < and > escaped already, except where they are its own.
    private static string Text(JsonNode? text)
    {
        var plain = ((string)text!["text"]!).Replace("\"", "&quot;", StringComparison.Ordinal);
        if ((string)text["type"]! == "plain_text")
        {
            return plain;
        }

        var html = Control().Replace(plain, found => found.Groups["time"].Success ? Moment(found) : $"<a href=\"{found.Groups["url"]}\">{(found.Groups["label"].Success ? found.Groups["label"] : found.Groups["url"])}</a>");
        html = Fence().Replace(html, "<pre>$1</pre>");
        html = Code().Replace(html, "<code>$1</code>");
        html = Bold().Replace(html, "<b>$1</b>");
        return html.Replace("\n", "<br>", StringComparison.Ordinal);
    }

    // As it shows to a reader in Berlin.
    private static string Moment(Match found)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(long.Parse(found.Groups["time"].ValueSpan, CultureInfo.InvariantCulture)).ToOffset(TimeSpan.FromHours(1));
        return Token().Replace(found.Groups["format"].Value, token => at.ToString(token.Value switch
        {
            "{date_num}" => "yyyy-MM-dd",
            "{date}" or "{date_pretty}" => "MMMM d, yyyy",
            "{date_short}" or "{date_short_pretty}" => "MMM d, yyyy",
            "{date_long}" or "{date_long_pretty}" => "dddd, MMMM d, yyyy",
            "{time}" => "HH:mm",
            "{time_secs}" => "HH:mm:ss",
            _ => throw new NotSupportedException(token.Value),
        }, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"<(?:!date\^(?<time>\d+)\^(?<format>[^|>^]+)(?:\^[^|>]*)?\|[^>]*|(?<url>https?:[^|>]+)(?:\|(?<label>[^>]*))?)>")]
    private static partial Regex Control();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Token();

    [GeneratedRegex("```(.+?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<![\w*])\*([^*\n]+)\*(?![\w*])")]
    private static partial Regex Bold();
}
