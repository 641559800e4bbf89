using Functions.Tests.Deploying;
using Webhooks.Events;
using Webhooks.Notifying;
using Webhooks.Senders;

namespace Functions.Tests.Documenting;

// At three in the morning a person looks for the word that stands in the answer, the log line or the message. It must be a heading.
public sealed class HeadingTests
{
    private const string Means = "What it means.";
    private const string Do = "What to do.";
    private const string Rule = "Microsoft.Insights/scheduledQueryRules";

    private static readonly IReadOnlyList<MarkdownPage.Section> Sections = [.. MarkdownPage.Handbook().SelectMany(page => page.Sections)];

    [Fact]
    public async Task Every_answer_to_a_sender_has_a_heading_with_its_status()
    {
        foreach (var answered in await Answered.AllAsync())
        {
            var inLog = answered.Admission is Admission.Refused refused ? refused.Why.Reason.ToString() : answered.Admission.GetType().Name;

            var section = Explained(answered.Word, inLog);

            section.Text.ShouldContain($"**{answered.Status}**", customMessage: $"'{section.Heading}' does not say that it is {answered.Status}.");
        }
    }

    [Fact]
    public void Every_status_of_an_event_has_a_heading()
    {
        foreach (var status in Enum.GetNames<EventStatus>().Append("stranded"))
        {
            Explained(status);
        }
    }

    [Fact]
    public void Every_notification_rule_has_a_heading()
    {
        foreach (var rule in NotificationRules.All)
        {
            Explained(rule.Name).Anchor.ShouldBe(Letterhead.Anchor(rule.Name), "Messages link to it.");
            MarkdownPage.Handbook().Single(page => page.Name == NotificationOptions.RunbookFile).Anchors.ShouldContain(Letterhead.Anchor(rule.Name));
        }
    }

    [BicepFact]
    public async Task Every_Azure_alert_has_a_heading()
    {
        var deployed = await Deployed.Everything;
        var prefix = deployed.Names("Microsoft.Insights/actionGroups").Single() + "-";

        foreach (var (name, title) in deployed.Names(Rule).Zip(deployed.Texts(Rule, "properties.displayName")))
        {
            name.ShouldStartWith(prefix);
            Explained(OfAnySource(name[prefix.Length..]), OfAnySource(title));
        }

        string OfAnySource(string text) => deployed.OutputList("SOURCE_NAMES").Aggregate(text, (said, source) => said.Replace(source, "<source>"));
    }

    [Fact]
    public void Whatever_is_explained_says_what_it_means_and_what_to_do()
    {
        var halves = Sections.Where(section => section.After(Means).Length > 0 != section.After(Do).Length > 0);

        halves.Select(section => section.Heading).ShouldBeEmpty();
    }

    [Fact]
    public void No_word_has_two_headings()
    {
        var words = Sections.Where(section => section.After(Means).Length > 0).Select(section => string.Join(' ', section.Words)).Where(words => words.Length > 0);

        words.ShouldBeUnique();
    }

    private static MarkdownPage.Section Explained(params string[] words)
    {
        var section = Sections.FirstOrDefault(section => words.All(section.Words.Contains));
        section.ShouldNotBeNull($"No heading of docs/operating*.md has {string.Join(" and ", words.Select(word => $"`{word}`"))}.");
        section.After(Means).Length.ShouldBeGreaterThan(40, $"'{section.Heading}' does not say what it means.");
        section.After(Do).Length.ShouldBeGreaterThan(20, $"'{section.Heading}' does not say what to do.");
        return section;
    }
}
