using Webhooks;
using Webhooks.Redriving;

namespace Functions.Operating;

/// <summary>Tells a mistyped source from one where all is well.</summary>
internal static class KnownSource
{
    public static async Task CheckAsync(IDeadLetterLedger ledger, string? source, CancellationToken cancellationToken)
    {
        if (source is not null && !await ledger.KnowsAsync(source, cancellationToken))
        {
            throw UnusableInputException.NotFound($"There is no source '{Printable.Of(source)}' here; the names are those in the settings, Sources__<name>__Scheme.");
        }
    }
}
