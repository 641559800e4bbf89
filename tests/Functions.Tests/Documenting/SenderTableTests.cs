using Webhooks.Signatures.Presets;

namespace Functions.Tests.Documenting;

public sealed class SenderTableTests
{
    [Fact]
    public async Task The_table_of_presets_is_that_of_the_files()
    {
        var page = await File.ReadAllTextAsync(SenderTable.Path);
        var generated = SenderTable.Write(page);
        if (Environment.GetEnvironmentVariable("WRITE_DOCUMENTS") == "1")
        {
            await File.WriteAllTextAsync(SenderTable.Path, generated);
            return;
        }

        page.ShouldBe(generated, "Run it again with WRITE_DOCUMENTS=1.");
    }

    [Fact]
    public void Every_preset_is_in_the_table_with_its_sources_and_its_weakness()
    {
        var rows = MarkdownPage.Read(SenderTable.Path).Sections.SelectMany(section => section.Rows).ToDictionary(row => row[0].Trim('`'));

        foreach (var name in SchemeCatalog.Names)
        {
            if (SchemeCatalog.FindPreset(name) is not { } preset)
            {
                continue;
            }

            var row = rows[name];
            preset.Facts.Sources.ShouldNotBeEmpty(name);
            preset.Facts.Sources.Where(source => !row[^1].Contains($"({source})", StringComparison.Ordinal)).ShouldBeEmpty(name);
            (preset.Weakness is not null).ShouldBe(row[^2].Contains("**Weak.**", StringComparison.Ordinal), name);
        }
    }
}
