using Cli.Operating;
using Cli.Rendering;
using Webhooks.Raw;

namespace Cli.Listening;

// Hands each new event to the local address, one after the other. An event counts as handed on when the address has answered, whatever it said.
internal sealed class ListenSession(
    CliContext context, OperatorClient client, ListenOptions options, EventSigner signer, LocalAddress address, ListenFolder folder, ListenCursor cursor) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // For an answer that is under way when the listener ends.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ListenReport report = new(context, options.IsJson);
    private readonly ArrivalFollower follower = new(client, options.Source, options.Type, cursor);
    private readonly SemaphoreSlim turn = new(1);

    private Handed? last;
    private volatile bool skips;
    private bool isAway;
    private int handed;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var cut = new CancellationTokenSource();
        await using var ending = ended.Token.Register(() => cut.CancelAfter(Patience));
        var continues = cursor.Since is not null;
        await follower.BeginAsync(ended.Token);
        Announce(continues);
        var keys = context.Keys is { } pressed && !options.IsJson ? PressAsync(pressed, ended, cut.Token) : Task.CompletedTask;
        try
        {
            while (await RoundAsync(ended.Token, cut.Token))
            {
                await Task.Delay(Interval, context.Clock, ended.Token);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
        }
        finally
        {
            await ended.CancelAsync();
            await keys;
            cursor.Save();
        }

        report.Summary();
        return report.HasFailed ? ExitCode.Failure : ExitCode.Success;
    }

    public void Dispose() => turn.Dispose();

    private void Announce(bool continues)
    {
        var what = $"{options.Type ?? "all"} events of {options.Source ?? "all sources"}";
        report.Say($"Listening at {client.Receiver} for {TerminalText.Id(what)} since {TerminalText.Time(cursor.Since)}; each is sent to {TerminalText.Id(options.To)}.{(continues && !options.IsFrom ? " This continues the last run; --since 0s begins now." : "")}");
        if (context.Keys is not null && !options.IsJson)
        {
            report.Say(ListenKeys.Help);
        }
    }

    private async Task PressAsync(Func<CancellationToken, IAsyncEnumerable<char>> pressed, CancellationTokenSource ended, CancellationToken cut)
    {
        var keys = new ListenKeys(context, report, folder, client.Receiver) { Last = () => last, SendAgainAsync = _ => SendAgainAsync(cut), Skip = () => skips = true };
        try
        {
            await keys.RunAsync(pressed, ended.Token);
            await ended.CancelAsync();
        }
        catch (OperationCanceledException)
        {
        }
    }

    // False when it was told to end after so many events.
    private async Task<bool> RoundAsync(CancellationToken ended, CancellationToken cut)
    {
        try
        {
            await foreach (var line in follower.ReadAsync(ended))
            {
                if (await client.FindRawAsync(line.Source, line.Id, options.Who, ended) is { } raw)
                {
                    await HandOnAsync(raw, ended, cut);
                    handed++;
                }
                else
                {
                    report.Say($"{TerminalText.Id(line.Id)} of {TerminalText.Id(line.Source)} is no longer kept.");
                }

                cursor.Add(line);
                if (handed == options.Count)
                {
                    return false;
                }
            }

            if (isAway)
            {
                report.Say("The receiver answers again.");
            }

            isAway = false;
        }
        catch (ReceiverException failure) when (failure.IsTransient)
        {
            if (!isAway)
            {
                report.Say($"{failure.Message} Waiting for it; nothing is lost.");
            }

            isAway = true;
        }

        return true;
    }

    // The order is kept: while nothing answers, the event waits, and those behind it.
    private async Task HandOnAsync(RawDelivery raw, CancellationToken ended, CancellationToken cut)
    {
        skips = false;
        for (var hasWaited = false; ; hasWaited = true)
        {
            var (result, isUnreachable) = await SendAsync(raw, cut);
            if (!isUnreachable || options.SkipsFailed || skips)
            {
                Report(result, isAgain: false);
                return;
            }

            if (!hasWaited)
            {
                report.Say($"No answer from {TerminalText.Id(result.Target.GetLeftPart(UriPartial.Authority))}: {TerminalText.Error(result.Result.Text)}. {TerminalText.Id(raw.Id)} waits, and is sent first when there is one.");
            }

            await Task.Delay(Interval, context.Clock, ended);
        }
    }

    private async Task SendAgainAsync(CancellationToken cut)
    {
        var (result, _) = await SendAsync(last!.Raw, cut);
        Report(result, isAgain: true);
    }

    private async Task<(Handed Handed, bool IsUnreachable)> SendAsync(RawDelivery raw, CancellationToken cut)
    {
        await turn.WaitAsync(cut);
        try
        {
            var to = options.Target(raw.Source);
            var (delivery, fingerprint) = signer.Sign(raw, to);
            var target = new UriBuilder(to) { Query = delivery.Query }.Uri;
            var (result, isUnreachable) = await address.PostAsync(target, delivery, cut);
            return (new Handed(raw, delivery, target, fingerprint, result), isUnreachable);
        }
        finally
        {
            turn.Release();
        }
    }

    private void Report(Handed result, bool isAgain)
    {
        last = result;
        report.Write(result, isAgain);
    }
}
