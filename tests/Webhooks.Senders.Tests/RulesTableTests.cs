using Webhooks.Senders;

namespace Webhooks.Senders.Tests;

public sealed class RulesTableTests
{
    [Fact]
    public void The_documentation_lists_every_rule_as_it_is()
    {
        var documented = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "notifications.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToHashSet();

        NotificationRules.All.Select(rule => $"| `{rule.Name}` | {rule.Severity} | {rule.Description} |").Where(row => !documented.Contains(row)).ShouldBeEmpty();
    }

    [Fact]
    public void No_two_rules_share_a_name() =>
        NotificationRules.All.Select(rule => rule.Name).ShouldBeUnique();
}
