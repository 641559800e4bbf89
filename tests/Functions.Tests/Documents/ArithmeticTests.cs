namespace Functions.Tests.Documents;

public sealed class ArithmeticTests
{
    private static readonly IReadOnlyDictionary<string, double> Nothing = new Dictionary<string, double>();

    [Theory]
    [InlineData("1 + 2 * 3 - 4 / 2", 5)]
    [InlineData("min(7, 2 * 3) * max(1, 0.5)", 6)]
    [InlineData("ceil(7 / 2) + floor(7 / 2)", 7)]
    [InlineData("(1 + b) * a.c", 12)]
    public void A_formula_means_what_it_says(string formula, double value) =>
        Formula.Evaluate(formula, name => name == "b" ? 2 : name == "a.c" ? 4 : throw new KeyNotFoundException(name)).ShouldBe(value);

    [Theory]
    [InlineData("1 2")]
    [InlineData("(1")]
    [InlineData("root(4, 2)")]
    public void A_formula_that_means_nothing_is_no_formula(string formula) =>
        Should.Throw<FormatException>(() => Formula.Evaluate(formula, _ => 0));

    [Fact]
    public void The_page_on_costs_calculates_right()
    {
        var page = new CalculatedPage("cost.md");
        var months = new[] { 1e4, 1e6, 1e8 }.Select(events => new Dictionary<string, double> { ["events"] = events }).ToArray();

        page.Results.Count.ShouldBeGreaterThan(20);
        page.Results.Select(result => page.Mistake(result, months)).Where(mistake => mistake is not null).ShouldBeEmpty();
    }

    [Fact]
    public void The_page_on_scaling_calculates_right()
    {
        var page = new CalculatedPage("scaling.md", with: "cost.md");

        page.Results.Count.ShouldBeGreaterThan(10);
        page.Results.Select(result => page.Mistake(result, Nothing)).Where(mistake => mistake is not null).ShouldBeEmpty();
    }
}
