namespace Webhooks.Senders.Valara;

// What to do about a failed delivery, by its error code. The list of codes is open: the published sample has one that its own page does
// not list, so only the endings are read.
// https://docs.jacoballenmedia.com/api-reference/webhooks/events/media-delivery-failed
internal static class StorageFault
{
    private static readonly (string Ending, string Remedy)[] Remedies =
    [
        ("_401", "Valara is no longer signed in to the storage: have the agent connect the storage account again, then deliver again."),
        ("_403", "The storage refuses Valara: check that the connected account may write to this folder and that the storage is not full or locked, then deliver again."),
        ("_404", "The folder or bucket is not there: create it or choose another one, then deliver again."),
        ("_429", "The storage limits requests: wait some minutes, then deliver again. If it happens often, spread the deliveries."),
        ("_5xx", "The storage provider has an outage: check its status page, and deliver again once it is over."),
        ("", "Look the job up in the Valara dashboard, check the storage connection, and deliver again; if it fails again, ask Valara's support with the job id."),
    ];

    public static string Remedy(string? code)
    {
        var known = (code ?? "").ToLowerInvariant();
        known = known.Contains("rate_limited", StringComparison.Ordinal) ? "_429" : IsServerError(known) ? "_5xx" : known;
        return Remedies.First(remedy => known.EndsWith(remedy.Ending, StringComparison.Ordinal)).Remedy;
    }

    private static bool IsServerError(string code) =>
        code.Length > 4 && code[^4] == '_' && code[^3] == '5' && code[^2..].All(c => c == 'x' || char.IsAsciiDigit(c));
}
