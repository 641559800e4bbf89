using System.Text.Json.Nodes;
using Cli.Rendering;
using Webhooks.Signatures.Presets;

namespace Cli.Tests;

public sealed class PresetsTests
{
    private static readonly IReadOnlyList<string> All = [.. SchemeCatalog.Names.Where(name => name != SchemeCatalog.Hmac)];

    public static TheoryData<string> Names => [.. All];

    [Fact]
    public async Task Every_sender_is_listed_in_a_table_of_100_columns()
    {
        using var shell = new Shell();

        (await shell.RunAsync("presets")).ShouldBe(0);

        var lines = shell.Output.TrimEnd().Split(Environment.NewLine);
        lines[0].ShouldStartWith("preset ");
        lines[1..^1].Select(line => line.Split(' ')[0]).ShouldBe(All, ignoreOrder: true);
        lines.Where(line => line.Length > 100).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_terminal_of_100_columns_has_a_table_and_whole_names()
    {
        using var shell = new Shell { Terminal = new Terminal(Output: true, Error: false, Width: 100) };

        (await shell.RunAsync("presets")).ShouldBe(0);

        shell.Output.ShouldContain("─");
        All.Where(name => !shell.Output.Contains($" {name} ", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("SHOPIFY", "shopify")]
    [InlineData("payment_intent", "stripe")]
    [InlineData("x-hub-signature-256", "github")]
    public async Task A_sender_is_found_by_name_header_or_event_type(string text, string found)
    {
        using var shell = new Shell();

        (await shell.RunAsync("presets", "--search", text, "--json")).ShouldBe(0);

        Json(shell).Select(line => (string?)line["name"]).ShouldContain(found);
        Json(shell).Count.ShouldBeLessThan(SchemeCatalog.Names.Count - 1);
    }

    [Fact]
    public async Task Whoever_finds_none_is_told_what_to_do()
    {
        using var shell = new Shell();

        (await shell.RunAsync("presets", "--search", "no such sender")).ShouldBe(1);

        shell.Output.ShouldContain("docs/senders/new-sender.md");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_sender_is_shown_with_all_that_its_preset_says(string name)
    {
        using var shell = new Shell();

        (await shell.RunAsync("presets", "show", name)).ShouldBe(0);

        shell.Output.ShouldStartWith(name);
        shell.Output.ShouldContain($"hook new SOURCE --preset {name}");
        if (SchemeCatalog.FindPreset(name) is { } preset)
        {
            string?[] facts = [preset.Title, preset.Weakness, preset.UnsignedId, preset.NoDeduplication, preset.Facts.Secret, preset.Facts.Address, preset.Facts.Retries, .. preset.Facts.Sources, .. preset.Samples.Bodies.Keys];
            facts.Where(fact => fact is not null && !shell.Output.Contains(fact, StringComparison.Ordinal)).ShouldBeEmpty();
        }

        var shown = shell.Output;
        (await shell.RunAsync("presets", "show", name, "--json")).ShouldBe(0);
        var json = Json(shell).ShouldHaveSingleItem();
        ((string?)json["name"]).ShouldBe(name);
        json["event_types"]!.AsArray().Select(type => (string?)type).ShouldContain((string?)json["default_type"]);
        shown.ShouldContain((string)json["secret"]!);
    }

    [Fact]
    public async Task A_misspelt_name_is_answered_with_near_ones()
    {
        using var shell = new Shell();

        (await shell.RunAsync("presets", "show", "githbu")).ShouldBe(2);

        shell.Error.ShouldContain("near it are github");
        shell.Output.ShouldBeEmpty();
    }

    private static List<JsonNode> Json(Shell shell) => [.. shell.Output.TrimEnd().Split(Environment.NewLine).Select(line => JsonNode.Parse(line)!)];
}
