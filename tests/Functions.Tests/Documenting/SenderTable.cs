using Cli.Senders;
using Webhooks.Signatures.Presets;

namespace Functions.Tests.Documenting;

/// <summary>The table of all presets on docs/senders/README.md, made of the preset files.</summary>
internal static class SenderTable
{
    public const string Begin = "<!-- Generated from the preset files: WRITE_DOCUMENTS=1 dotnet test tests/Functions.Tests --filter SenderTableTests -->";
    public const string End = "<!-- End of what is generated. -->";

    public static string Path => RepositoryRoot.Combine("docs", "senders", "README.md");

    /// <summary>The page with the table as it should be.</summary>
    public static string Write(string page)
    {
        var (start, end) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        start.ShouldBeGreaterThan(-1);
        end.ShouldBeGreaterThan(start);
        var rows = new SenderCatalog(PresetCatalog.BuiltIn).All.Where(sender => sender.IsPreset).Select(Row);
        return $"""
            {page[..start]}{Begin}

            | Preset | Sender | Signature | Signed time | Asks first | Know this | Sources |
            |---|---|---|---|---|---|---|
            {string.Join('\n', rows)}

            {page[end..]}
            """.ReplaceLineEndings("\n");
    }

    private static string Row(SenderView sender) => "| " + string.Join(" | ", new[]
    {
        $"`{sender.Name}`",
        Cell(sender.Title),
        $"{Cell(sender.Algorithm)}, `{Cell(sender.SignatureIn)}`",
        sender.Time is null ? "no" : "yes",
        sender.Handshakes.Count == 0 ? "no" : "yes",
        Cell(string.Join(" ", Notes(sender))),
        string.Join(" ", sender.Sources.Select((source, at) => $"[{at + 1}]({source})")),
    }) + " |";

    private static IEnumerable<string> Notes(SenderView sender)
    {
        if (sender.Weakness is { } weakness)
        {
            yield return $"**Weak.** {weakness}";
        }

        if (sender.UnsignedId is { } unsigned)
        {
            yield return $"Unsigned id: {unsigned}";
        }

        if (sender.NoDeduplication is { } none)
        {
            yield return $"No ids: {none}";
        }

        if (sender.Needs.Count > 0)
        {
            yield return $"Needs `{string.Join("`, `", sender.Needs)}`.";
        }
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
