using Spectre.Console;

namespace Cli.Rendering;

internal static class SpectreConsole
{
    public static IAnsiConsole Create(TextWriter writer, int width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            // On Windows, detection is what switches escape codes on.
            Ansi = OperatingSystem.IsWindows() ? AnsiSupport.Detect : AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(writer),
            // Build servers are detected by redirected output, see Terminal.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    public static Style Style(Emphasis emphasis) => emphasis switch
    {
        Emphasis.Muted => new Style(decoration: Decoration.Dim),
        Emphasis.Success => new Style(Color.Green),
        Emphasis.Pending => new Style(Color.Olive),
        Emphasis.Error => new Style(Color.Red, decoration: Decoration.Bold),
        _ => Spectre.Console.Style.Plain,
    };

    public static Table Table(Grid grid)
    {
        var table = new Table { Border = TableBorder.Simple, ShowHeaders = true };
        foreach (var column in grid.Columns)
        {
            table.AddColumn(new TableColumn(new Text(column.Name, new Style(decoration: Decoration.Bold)))
            {
                Alignment = column.IsNumber ? Justify.Right : Justify.Left,
                NoWrap = column.IsRigid || column.IsNumber,
            });
        }

        foreach (var row in grid.Rows)
        {
            // Text, not markup: square brackets of a sender are square brackets.
            table.AddRow(row.Select(cell => new Text(cell.Text, Style(cell.Emphasis))));
        }

        return table;
    }
}
