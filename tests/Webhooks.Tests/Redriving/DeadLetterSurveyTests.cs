using Webhooks.Events;
using Webhooks.Redriving;

namespace Webhooks.Tests.Redriving;

public sealed class DeadLetterSurveyTests
{
    [Fact]
    public async Task Of_nothing_there_is_nothing_to_say()
    {
        var survey = await SurveyAsync();

        (survey.Count, survey.Oldest, survey.Newest).ShouldBe((0, null, null));
        survey.ByType.ShouldBeEmpty();
        survey.ByError.ShouldBeEmpty();
    }

    [Fact]
    public async Task Times_are_found_in_whichever_order_dead_letters_come_and_the_most_frequent_comes_first()
    {
        var survey = await SurveyAsync(Dead("b", "full", 5), Dead("a", "gone", 2), Dead("c", "full", 9), Dead("c", "full", 7));

        (survey.Count, survey.Oldest, survey.Newest).ShouldBe((4, At(2), At(9)));
        survey.ByType.ShouldBe([new("c", 2), new("a", 1), new("b", 1)]);
        survey.ByError.ShouldBe([new("full", 3), new("gone", 1)]);
    }

    [Fact]
    public async Task Twenty_groups_are_named_and_what_is_rarer_is_counted_together()
    {
        var twenty = Enumerable.Range(10, 20).SelectMany(type => new[] { Dead($"type-{type}", "x", 1), Dead($"type-{type}", "x", 1) }).ToArray();

        (await SurveyAsync(twenty)).ByType.Select(group => group.Key).ShouldBe(Enumerable.Range(10, 20).Select(type => $"type-{type}"));

        var survey = await SurveyAsync([Dead("rare-1", "x", 1), .. twenty, Dead("rare-2", "x", 1), Dead("rare-2", "x", 1), Dead("rare-3", "x", 1)]);

        survey.ByType.Count.ShouldBe(21);
        survey.ByType[0].ShouldBe(new("rare-2", 2));
        survey.ByType[^2].ShouldBe(new("type-28", 2));
        survey.ByType[^1].ShouldBe(new("(others)", 4));
        survey.ByType.Sum(group => group.Value).ShouldBe(survey.Count);
    }

    [Fact]
    public async Task Errors_that_differ_only_behind_their_beginning_are_one()
    {
        var start = new string('e', 120);

        var survey = await SurveyAsync(Dead("a", start + " id 1", 1), Dead("a", start + " id 2", 1), Dead("a", start[1..] + "!", 1));

        survey.ByError.Select(group => group.Value).ShouldBe([2, 1]);
    }

    private static DateTimeOffset At(int minutes) => SignedDelivery.Noon.AddMinutes(minutes);

    private static DeadLetter Dead(string type, string error, int minutes) => new()
    {
        Key = new EventKey("valara", null, $"evt_{minutes}"),
        EventType = type,
        ReceivedAt = SignedDelivery.Noon,
        DeadAt = At(minutes),
        LastError = error,
        Cursor = "",
    };

    private static Task<DeadLetterSurvey> SurveyAsync(params DeadLetter[] dead) => DeadLetterSurvey.OfAsync(dead.ToAsyncEnumerable());
}
