using Cli.Rendering;
using Cli.Sending;

namespace Cli.Listening;

// The keys of a listener that runs in a terminal. Each is about the event that was handed on last.
internal sealed class ListenKeys(CliContext context, ListenReport report, ListenFolder folder, Uri receiver)
{
    public const string Help = "Keys: r sends the last again, o opens it in the page, d shows details, c prints it as curl, s skips one that waits, q ends.";

    public required Func<Handed?> Last { get; init; }

    public required Func<CancellationToken, Task> SendAgainAsync { get; init; }

    public required Action Skip { get; init; }

    // Until q is pressed.
    public async Task RunAsync(Func<CancellationToken, IAsyncEnumerable<char>> pressed, CancellationToken cancellationToken)
    {
        await foreach (var key in pressed(cancellationToken).WithCancellation(cancellationToken))
        {
            switch (char.ToLowerInvariant(key))
            {
                case 'q':
                    return;
                case 's':
                    Skip();
                    break;
                case 'r' or 'o' or 'd' or 'c' when Last() is null:
                    report.Say("There was no event yet.");
                    break;
                case 'r':
                    await SendAgainAsync(cancellationToken);
                    break;
                case 'o':
                    Open(Last()!);
                    break;
                case 'd':
                    report.Details(Last()!);
                    break;
                case 'c':
                    Print(Last()!);
                    break;
                case '?' or 'h':
                    report.Say(Help);
                    break;
            }
        }
    }

    private void Open(Handed last)
    {
        var page = new Uri($"{receiver.AbsoluteUri.TrimEnd('/')}/api/operator#/event?source={Uri.EscapeDataString(last.Raw.Source)}&id={Uri.EscapeDataString(last.Raw.Id)}");
        report.Say(context.OpenBrowser(page) ? $"Opened {page.AbsoluteUri}" : $"There is no browser here; open {page.AbsoluteUri}");
    }

    private void Print(Handed last)
    {
        try
        {
            context.Output.WriteLine(CurlCommand.Of(last.Delivery, last.Target, folder.WriteBody));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            report.Say($"The body could not be written to {folder.Path} ({failure.GetType().Name}).");
        }
    }
}
