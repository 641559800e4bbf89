using System.Runtime.CompilerServices;
using Cli.Operating;

namespace Cli.Listening;

// New events of a receiver, in order of arrival, each once: what is listed again is left out by what the cursor remembers.
internal sealed class ArrivalFollower(OperatorClient client, string? source, string? type, ListenCursor cursor)
{
    // Where a listener without a cursor begins. Fails where the receiver gives no raw bodies.
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        var page = await AskAsync(cursor.Since, cancellationToken);
        if (cursor.Since is null)
        {
            cursor.Begin(page.At);
        }

        cursor.Save();
    }

    // Everything that has arrived by now and was not seen. Whoever takes one adds it to the cursor.
    public async IAsyncEnumerable<LogLine> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DateTimeOffset? settled = null;
        for (var since = cursor.Since; since is not null;)
        {
            var page = await AskAsync(since, cancellationToken);
            settled ??= page.Settled;
            foreach (var line in page.Lines.Where(line => !cursor.HasSeen(line)))
            {
                yield return line;
            }

            cursor.Advance(page.Until is { } until && until < settled ? until : settled.Value);
            since = page.Until;
        }
    }

    private Task<ArrivalPage> AskAsync(DateTimeOffset? since, CancellationToken cancellationToken) =>
        client.GetAsync<ArrivalPage>("arrivals", [("source", source), ("type", type), ("since", since?.ToUniversalTime().ToString("O"))], cancellationToken);
}
