using Spectre.Console;

namespace Cli.Showing;

/// <summary>Shows how long work goes on: a bar where a person watches, nothing where nobody does.</summary>
internal static class Steps
{
    /// <param name="around">Where the bar is drawn: on standard error, so that output stays clean.</param>
    /// <param name="what">The work, in a word or two.</param>
    /// <param name="total">How much there is; null when nobody knows.</param>
    /// <param name="writes">The work writes to standard output meanwhile; on the same terminal, a bar would be in its way.</param>
    /// <param name="work">The work; it tells how much is done, and in words where it is.</param>
    public static async Task<T> ShowAsync<T>(CliContext context, string what, double? total, bool writes, Func<Action<double, string>, Task<T>> work)
    {
        if (!context.Terminal.Error || (writes && context.Terminal.Output))
        {
            return await work((_, _) => { });
        }

        var progress = Consoles.On(context.Error, context.Terminal.Width).Progress();
        progress.AutoClear = true;
        progress.Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new SpinnerColumn(Spinner.Known.Dots));
        return await progress.StartAsync(context =>
        {
            var task = context.AddTask(Markup.Escape(what), maxValue: Math.Max(1, total ?? 1));
            task.IsIndeterminate = total is null;
            return work((done, where) =>
            {
                task.Value = total is null ? 0 : done;
                task.Description = Markup.Escape(where);
            });
        });
    }
}
