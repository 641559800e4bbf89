namespace Webhooks.Senders.Valara;

/// <summary>
/// What to do about a failed delivery, by its error code. The list of codes is open: the published sample carries one that its own page
/// does not list, so only the endings are looked at.
/// <see href="https://docs.jacoballenmedia.com/api-reference/webhooks/events/media-delivery-failed" />
/// </summary>
internal static class StorageFault
{
    public static string Remedy(string? code) => code?.ToLowerInvariant() switch
    {
        null => Unknown,
        var known when known.EndsWith("_401", StringComparison.Ordinal) =>
            "Valara is no longer signed in to the storage: have the agent connect the storage account again, then deliver again.",
        var known when known.EndsWith("_403", StringComparison.Ordinal) =>
            "The storage refuses Valara: check that the connected account may write to this folder and that the storage is not full or locked, then deliver again.",
        var known when known.EndsWith("_404", StringComparison.Ordinal) =>
            "The folder or bucket is not there: create it or choose another one, then deliver again.",
        var known when known.Contains("rate_limited", StringComparison.Ordinal) || known.EndsWith("_429", StringComparison.Ordinal) =>
            "The storage takes no more for now: wait some minutes, then deliver again. If it happens often, spread the deliveries.",
        var known when IsServerError(known) =>
            "The storage provider has trouble: look at its status page, and deliver again once it is over.",
        _ => Unknown,
    };

    private const string Unknown = "Look the job up in the Valara dashboard, check the storage connection, and deliver again; if it fails again, ask Valara's support with the job id.";

    private static bool IsServerError(string code) =>
        code.Length > 4 && code[^4] == '_' && code[^3] == '5' && code[^2..].All(c => c == 'x' || char.IsAsciiDigit(c));
}
