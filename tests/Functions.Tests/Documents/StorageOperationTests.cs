namespace Functions.Tests.Documents;

[Collection(Alone.Collection)]
public sealed class StorageOperationTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    public static TheoryData<string> Steps => [.. MeasuredSteps.All.Keys];

    [AzuriteTheory]
    [MemberData(nameof(Steps))]
    public async Task A_step_asks_of_storage_exactly_what_the_page_on_costs_says(string step)
    {
        var measured = await MeasuredSteps.All[step](azurite);

        var written = new CalculatedPage("cost.md").Figures(step);
        measured.ShouldBe(new((int)written[0], (int)written[1], (int)written[2], written.Length > 3 ? (int)written[3] : 0), $"`{step}` asks for other than docs/cost.md says. If that is meant, change its row there, and what follows from it.");
    }
}
