using System.Text.Json.Nodes;

namespace Webhooks.Notifying.Channels;

// https://docs.slack.dev/reference/block-kit/blocks
internal static class SlackBlocks
{
    private const int LongestHeader = 150;
    private const int LongestSection = 3_000;
    private const int LongestField = 2_000;
    private const int LongestLink = 2_900;

    public static JsonObject Of(ChannelMessage message)
    {
        var headline = ChannelFacts.Headline(message);
        var blocks = new JsonArray(new JsonObject
        {
            ["type"] = "header",
            ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = SlackText.Of(headline, LongestHeader), ["emoji"] = false },
        });
        AddSection(blocks, "", message.What);
        if (message.Examples.Count > 0)
        {
            AddSection(blocks, message.Kind == MessageKind.OverBudget ? "*By source and rule*\n" : "*Some of them*\n", string.Join('\n', message.Examples.Select(example => "• " + example)));
        }

        foreach (var cause in message.Causes)
        {
            var (name, text) = ChannelFacts.Of(cause);
            AddSection(blocks, $"*{SlackText.Of(name, LongestHeader)}*\n", text);
        }

        AddSection(blocks, "*What to do*\n", message.Next);
        var facts = ChannelFacts.Of(message);
        if (facts.Count > 0)
        {
            blocks.Add(new JsonObject
            {
                ["type"] = "section",
                ["fields"] = new JsonArray([.. facts.Select(fact => (JsonNode)Markdown($"*{fact.Name}*\n{SlackText.Of(fact.Value, LongestField - 20)}"))]),
            });
        }

        if (message.Link is { Length: < LongestLink } link)
        {
            blocks.Add(Section(Markdown($"<{SlackText.Of(link.Replace("|", "%7C", StringComparison.Ordinal), LongestLink)}|Open the event>")));
        }

        if (message.Note is { } note)
        {
            blocks.Add(new JsonObject { ["type"] = "context", ["elements"] = new JsonArray(Markdown(SlackText.Of(note, LongestField))) });
        }

        // A phone shows the text before the blocks are opened.
        return new JsonObject { ["text"] = SlackText.Of($"{headline}. {message.What}", LongestSection), ["blocks"] = blocks, ["unfurl_links"] = false };
    }

    private static void AddSection(JsonArray blocks, string before, string text)
    {
        if (text.Length > 0)
        {
            blocks.Add(Section(Markdown(before + SlackText.Of(text, LongestSection - before.Length))));
        }
    }

    private static JsonObject Section(JsonObject text) => new() { ["type"] = "section", ["text"] = text };

    // Verbatim: an address or a name in a sender's text does not become a link.
    private static JsonObject Markdown(string text) => new() { ["type"] = "mrkdwn", ["text"] = text, ["verbatim"] = true };
}
