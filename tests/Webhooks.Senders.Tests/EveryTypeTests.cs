using System.Text.Json.Nodes;
using Webhooks.Senders;

namespace Webhooks.Senders.Tests;

public class EveryTypeTests
{
    public static TheoryData<string, string> Samples => AllSamples.OfAllSenders();

    [Theory, MemberData(nameof(Samples))]
    public void Every_value_of_a_full_sample_is_kept(string scheme, string type)
    {
        var sample = new Sample(scheme, type);

        var read = sample.Read();

        read.IsKnown.ShouldBeTrue();
        read.Breaches.ShouldBeEmpty();
        Record.Leaves(read.Data).ShouldBe(sample.Body.Leaves());
    }

    [Theory, MemberData(nameof(Samples))]
    public void A_field_that_nobody_documented_is_kept(string scheme, string type)
    {
        var read = new Sample(scheme, type).With(body => body["brand_new"] = new JsonArray(1, "two")).Read();

        ((Webhooks.Senders.Reading.OpenRecord)read.Data!).Further!["brand_new"].GetRawText().ShouldBe("""[1,"two"]""");
    }

    [Theory, MemberData(nameof(Samples))]
    public void Every_notice_is_of_a_listed_rule_and_says_what_to_do_unless_it_is_a_recovery(string scheme, string type)
    {
        foreach (var notice in new Sample(scheme, type).Read().Notices)
        {
            NotificationRules.All.ShouldContain(rule => rule.Name == notice.Rule);
            notice.Rule.ShouldStartWith(scheme + ".");
            notice.Title.Length.ShouldBeInRange(10, 100);
            notice.What.ShouldNotBeNullOrWhiteSpace();
            string.IsNullOrWhiteSpace(notice.Next).ShouldBe(notice.Recovered);
        }
    }

    [Theory, MemberData(nameof(Samples))]
    public void A_change_carries_the_time_of_the_event_and_a_line_for_people(string scheme, string type)
    {
        foreach (var change in new Sample(scheme, type).Read().Changes)
        {
            change.At.ShouldBe(Sample.At);
            change.Id.ShouldNotBeNullOrEmpty();
            change.Summary.Length.ShouldBeInRange(10, 200);
        }
    }

    [Fact]
    public void Rules_have_one_kebab_name_each()
    {
        NotificationRules.All.Select(rule => rule.Name).ShouldBeUnique();
        NotificationRules.All.ShouldAllBe(rule => System.Text.RegularExpressions.Regex.IsMatch(rule.Name, @"\A[a-z]+\.[a-z]+(-[a-z]+)*\z"));
    }

    [Fact]
    public void A_type_that_no_page_names_is_unknown_and_changes_nothing()
    {
        foreach (var sender in SenderCatalog.All)
        {
            var read = Sample.Read(sender.Scheme, "brand.new", "{}"u8.ToArray());

            read.IsKnown.ShouldBeFalse();
            read.Data.ShouldBeNull();
            read.Breaches.ShouldBeEmpty();
            read.Changes.ShouldBeEmpty();
            read.Notices.ShouldBeEmpty();
        }
    }
}
