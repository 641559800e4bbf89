using Spectre.Console;

namespace Cli.Rendering;

// A progress bar on standard error, so that standard output stays clean.
internal static class ProgressBar
{
    // The total is null when it is unknown. Where the work writes to the same terminal, there is no bar. The work reports how much is done, and a text.
    public static async Task<T> RunAsync<T>(CliContext context, string name, double? total, bool writesOutput, Func<Action<double, string>, Task<T>> work)
    {
        if (!context.Terminal.Error || (writesOutput && context.Terminal.Output))
        {
            return await work((_, _) => { });
        }

        context.Waiting.IsSuppressed = true;
        var progress = SpectreConsole.Create(context.Error, context.Terminal.Width).Progress();
        progress.AutoClear = true;
        progress.Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new SpinnerColumn(Spinner.Known.Dots));
        try
        {
            return await progress.StartAsync(bar =>
            {
                var task = bar.AddTask(Markup.Escape(name), maxValue: Math.Max(1, total ?? 1));
                task.IsIndeterminate = total is null;
                return work((done, text) =>
                {
                    task.Value = total is null ? 0 : done;
                    task.Description = Markup.Escape(text);
                });
            });
        }
        finally
        {
            context.Waiting.IsSuppressed = false;
        }
    }
}
