using System.Globalization;
using Webhooks.Redacting;
using Webhooks.Refusing;
using Webhooks.Signatures.Diagnosing;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Operating;

public sealed class RefusedDetails(IRefusedLedger ledger, SourceCatalog sources, Redactor redactor) : IDisposable
{
    // The diagnostics compute for up to a second: one delivery at a time, so that admission has the other cores.
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Secrets that only the body names are not looked for: a list has many bodies.</summary>
    public RefusedLine Line(RefusedDelivery refused) => RefusedLine.Of(refused, sources.Find(refused.Source), redactor.Of(refused.Source, ReadOnlyMemory<byte>.Empty));

    public async Task<RefusedView?> FindAsync(string source, string id, CancellationToken cancellationToken)
    {
        if (await ledger.FindAsync(source, id, cancellationToken) is not { } refused)
        {
            return null;
        }

        var redact = redactor.Of(source, refused.Body);
        return new RefusedView(
            RefusedLine.Of(refused, sources.Find(source), redact),
            refused.BodyIsWhole
                ? RedactedDelivery.Body(redactor, source, refused.Body)
                : string.Create(CultureInfo.InvariantCulture, $"(not shown: {refused.Body.Length} of {refused.Size} bytes were kept)"),
            [.. (await DiagnoseAsync(refused, cancellationToken)).Select(redact)],
            CheckLine.Of(sources.Find(source), refused.ReceivedAt));
    }

    public void Dispose() => turn.Dispose();

    private async Task<IEnumerable<string>> DiagnoseAsync(RefusedDelivery refused, CancellationToken cancellationToken)
    {
        if (!refused.BodyIsWhole)
        {
            return [];
        }

        if (sources.Find(refused.Source) is not { } source)
        {
            return [$"The source {refused.Source} is no longer configured, so there is no secret to verify it with."];
        }

        await turn.WaitAsync(cancellationToken);
        try
        {
            var diagnosis = await Task.Run(() => SignatureDiagnostics.Diagnose(
                refused.AsDelivery(), source.Scheme, source.Secrets, source.ReplayWindow, refused.ReceivedAt, source.Decompression is not null), cancellationToken);
            return diagnosis.Verdict is Verification.Refused
                ? diagnosis.Findings.Select(finding => $"{finding.Problem} {finding.Fix}")
                : [$"It verifies with the current settings. To admit it, run: hook readmit --source {refused.Source}"];
        }
        finally
        {
            turn.Release();
        }
    }
}
