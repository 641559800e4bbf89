using Spectre.Console;

namespace Cli.Showing;

/// <summary>The only place that says how Spectre.Console is set up.</summary>
internal static class Consoles
{
    public static IAnsiConsole On(TextWriter writer, int width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            // On Windows, asking is what switches the escape codes on.
            Ansi = OperatingSystem.IsWindows() ? AnsiSupport.Detect : AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(writer),
            // Whether this is a build server was decided by what the output is.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    public static Style Style(Look look) => look switch
    {
        Look.Quiet => new Style(decoration: Decoration.Dim),
        Look.Good => new Style(Color.Green),
        Look.Waiting => new Style(Color.Olive),
        Look.Wrong => new Style(Color.Red, decoration: Decoration.Bold),
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
            // Text, not markup: what a sender wrote is shown as it is.
            table.AddRow(row.Select(cell => new Text(cell.Text, Style(cell.Look))));
        }

        return table;
    }
}
