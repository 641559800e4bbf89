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
            ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = SlackText.Plain(headline, LongestHeader), ["emoji"] = false },
        });
        AddContext(blocks, ChannelFacts.Sender(message));
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
        if (message.Command is { } command)
        {
            blocks.Add(Section(Markdown($"```{SlackText.Plain(command, LongestSection - 10)}```")));
        }

        var facts = ChannelFacts.Of(message);
        if (facts.Count > 0)
        {
            blocks.Add(new JsonObject
            {
                ["type"] = "section",
                ["fields"] = new JsonArray([.. facts.Select(fact => (JsonNode)Markdown($"*{fact.Name}*\n{SlackText.Of(fact.Value, LongestField - 20)}"))]),
            });
        }

        if (Link(message.Link, message.LinkText) is { } link)
        {
            blocks.Add(Section(Markdown(link)));
        }

        AddContext(blocks, message.Note);
        if (message.Runbook is { } runbook)
        {
            var heading = Uri.IsWellFormedUriString(runbook, UriKind.Absolute) ? Link(runbook, "What this means, and what to do") : null;
            blocks.Add(Context(Markdown(heading ?? $"What this means: {SlackText.Plain(runbook, LongestField)}")));
        }

        // A phone shows the text before the blocks are opened.
        return new JsonObject { ["text"] = SlackText.Plain($"{ChannelFacts.MarkedHeadline(message)}. {message.What}", LongestSection), ["blocks"] = blocks, ["unfurl_links"] = false };
    }

    private static string? Link(string? address, string text) =>
        address is { Length: < LongestLink } ? $"<{SlackText.Plain(address.Replace("|", "%7C", StringComparison.Ordinal), LongestLink)}|{SlackText.Plain(text, LongestHeader)}>" : null;

    private static void AddContext(JsonArray blocks, string? text)
    {
        if (text is not null)
        {
            blocks.Add(Context(Markdown(SlackText.Of(text, LongestField))));
        }
    }

    private static JsonObject Context(JsonObject text) => new() { ["type"] = "context", ["elements"] = new JsonArray(text) };

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
