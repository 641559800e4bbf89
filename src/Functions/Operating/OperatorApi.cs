using System.Text;
using System.Text.Json.Serialization.Metadata;
using Azure;
using Functions.Http;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Webhooks;
using Webhooks.Events;
using Webhooks.Operating;
using Webhooks.OperatorPage;
using Webhooks.Processing;

namespace Functions.Operating;

// What every operator function needs: known sources, one way to answer, and problem details for what goes wrong.
public sealed class OperatorApi(SourceCatalog sources, IPartitionRegistry registry, HandlerCatalog handlers, Fragments fragments, TimeProvider clock)
{
    internal IReadOnlyList<string> SourceNames => [.. sources.All.Select(source => source.Name)];

    internal static async Task<IResult> RunAsync(Func<Task<IResult>> work)
    {
        try
        {
            return await work();
        }
        catch (InvalidRequestException invalid)
        {
            return Problem(invalid.Status, invalid.Status == StatusCodes.Status404NotFound ? "Not found" : "Invalid request", invalid.Message);
        }
        // Cancelled: the caller has hung up, or the host is stopping. Either nobody reads the response, or the caller should ask again.
        catch (Exception failure) when (failure is LedgerUnavailableException or RequestFailedException or OperationCanceledException)
        {
            return Problem(StatusCodes.Status503ServiceUnavailable, "Storage unavailable", "Storage did not answer. Nothing is half done; send the same request again.");
        }
    }

    // A mistyped source must not look like one without problems. Sources that were configured once are in the ledger.
    internal async Task CheckSourceAsync(string? source, CancellationToken cancellationToken)
    {
        if (source is not null && (await registry.ListAsync(source, cancellationToken)).Count == 0)
        {
            throw Unknown(source, SourceNames.Union((await registry.ListAsync(source: null, cancellationToken)).Select(partition => partition.Source)));
        }
    }

    internal string? Handler(string? name) => name is null || handlers.Find(name) is not null ? name
        : throw InvalidRequestException.NotFound(HandlersView.Unknown(name, [.. handlers.Names]));

    internal Source Configured(string source) => sources.Find(source) ?? throw Unknown(source, SourceNames);

    private static InvalidRequestException Unknown(string source, IEnumerable<string> known) =>
        InvalidRequestException.NotFound(SourcesView.Unknown(source, known.Order(StringComparer.Ordinal)));

    internal static IResult Json<T>(T value, JsonTypeInfo<T> type) => Json(value, value, type);

    // The entity tag is that of the value without its clock, so that the same state has the same tag at each poll.
    internal static IResult Json<T>(T value, T withoutClock, JsonTypeInfo<T> type) =>
        new BodyResult(StatusCodes.Status200OK, "application/json", OperatorJson.Serialize(value, type)) { Tagged = OperatorJson.Serialize(withoutClock, type) };

    // Fragments hold points in time and no ages; the browser computes ages by this clock.
    internal async Task<IResult> PageAsync<TComponent>(Dictionary<string, object?> parameters)
        where TComponent : IComponent
    {
        var now = clock.GetUtcNow();
        var html = await fragments.RenderAsync<TComponent>(parameters);
        return PageResponse.Create(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8", "no-store", new() { ["X-Receiver-Time"] = now.ToString("O") });
    }

    internal static IResult Problem(int status, string title, string detail) =>
        new BodyResult(status, "application/problem+json", OperatorJson.Serialize(new OperatorProblem(title, status, detail), OperatorJson.Default.OperatorProblem));
}
