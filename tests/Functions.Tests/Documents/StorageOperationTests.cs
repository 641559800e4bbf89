namespace Functions.Tests.Documents;

[Collection(Alone.Collection)]
public sealed class StorageOperationTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    public static TheoryData<string> Steps => [.. MeasuredSteps.All.Keys];

    public static TheoryData<string> StepsUnderLoad => [.. MeasuredLoad.All.Keys];

    // How many share a request is a matter of moments: the page says the most.
    [AzuriteTheory]
    [MemberData(nameof(StepsUnderLoad))]
    public async Task Under_load_a_step_asks_of_storage_no_more_than_the_page_on_costs_says(string step)
    {
        var measured = await MeasuredLoad.All[step](azurite);

        var written = new CalculatedPage("cost.md").Figures(step);
        measured.Entities.ShouldBe((int)written[1]);
        measured.Table.ShouldBeInRange(1, (int)written[0], $"`{step}`: {measured}");
        measured.Queue.ShouldBeInRange(0, (int)written[2], $"`{step}`: {measured}");
    }

    [AzuriteTheory]
    [MemberData(nameof(Steps))]
    public async Task A_step_asks_of_storage_exactly_what_the_page_on_costs_says(string step)
    {
        var measured = await MeasuredSteps.All[step](azurite);

        var written = new CalculatedPage("cost.md").Figures(step);
        measured.ShouldBe(new((int)written[0], (int)written[1], (int)written[2], written.Length > 3 ? (int)written[3] : 0), $"`{step}` asks for other than docs/cost.md says. If that is meant, change its row there, and what follows from it.");
    }
}
