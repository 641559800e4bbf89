using FsCheck;
using FsCheck.Fluent;
using Webhooks.Notifying;
using Webhooks.Tests.Notifying;

namespace Webhooks.Tests.Properties;

public class FloodProperties
{
    private static readonly Gen<Step> Steps = Gen.Frequency(
        (6, from subject in Gen.Choose(0, 7) from rule in Gen.Choose(0, 1) from late in Gen.Choose(0, 3) from severity in Gen.Elements(Severity.Warning, Severity.Error, Severity.Critical) select new Step(Does.Fail, subject, rule, late, severity)),
        (2, from subject in Gen.Choose(0, 7) from rule in Gen.Choose(0, 1) from late in Gen.Choose(0, 3) select new Step(Does.Recover, subject, rule, late)),
        (1, from minutes in Gen.Choose(1, 200) select new Step(Does.Pass, 0, 0, minutes)));

    private static readonly Arbitrary<(Step[] Steps, int Budget)> Stories = (
        from steps in Steps.ArrayOf()
        from budget in Gen.Elements(1, 2, 5, 30)
        select (steps, budget)).ToArbitrary();

    [Fact]
    public void Whatever_happens_in_whichever_order_every_failure_is_sent_or_counted_once() =>
        Prop.ForAll(Stories, story =>
        {
            var channel = new InMemoryChannel(budget: story.Budget);
            foreach (var step in story.Steps)
            {
                step.Do(channel);
            }

            channel.Pass(TimeSpan.FromDays(2));
            channel.Notified.ShouldBe(story.Steps.Count(step => step.What == Does.Fail));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(120));

    public enum Does
    {
        Fail,
        Recover,
        Pass,
    }

    public sealed record Step(Does What, int Subject, int Rule, int Minutes, Severity Severity = Severity.Error)
    {
        internal void Do(InMemoryChannel channel)
        {
            switch (What)
            {
                case Does.Fail:
                    channel.Fail($"job {Subject}", rule: $"rule {Rule}", at: channel.Now.AddMinutes(-Minutes), severity: Severity);
                    break;
                case Does.Recover:
                    channel.Recover($"job {Subject}", channel.Now.AddMinutes(-Minutes), $"rule {Rule}");
                    break;
                default:
                    channel.Pass(TimeSpan.FromMinutes(Minutes));
                    break;
            }
        }
    }
}
