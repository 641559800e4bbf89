using System.Globalization;
using System.Net;
using System.Text;
using Webhooks.Events;
using Webhooks.Processing;
using Webhooks.Signatures.Cryptography;

namespace Webhooks.Forwarding;

/// <summary>
/// The example of a team's own handler: forwards chosen events to another address, signed again as Standard Webhooks. The event id is the
/// <c>webhook-id</c>, so that a repeated attempt can be recognised.
/// </summary>
public sealed class ForwardHandler(ForwardingOptions options, HttpClient http, TimeProvider clock) : IEventHandler
{
    public string Name => "forward:" + options.Name;

    public bool Handles(LedgerEvent found) =>
        (options.Sources.Count == 0 || options.Sources.Contains(found.Key.Source))
        && (options.Types.Count == 0 || options.Types.Any(type => EventTypePattern.Matches(found.EventType, type)));

    public async Task HandleAsync(LedgerEvent claimed, CancellationToken cancellationToken)
    {
        using var copy = Sign(claimed);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.Timeout);
        HttpStatusCode status;
        try
        {
            using var answer = await http.SendAsync(copy, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            status = answer.StatusCode;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Forwarding to '{options.Name}': no answer within {options.Timeout}.");
        }
        catch (HttpRequestException failure)
        {
            throw new HttpRequestException($"Forwarding to '{options.Name}': {failure.Message}", failure, failure.StatusCode);
        }

        if ((int)status is >= 200 and < 300)
        {
            return;
        }

        var problem = $"Forwarding to '{options.Name}': the address answered {(int)status}.";
        throw IsPermanent(status) ? new PermanentFailureException(problem) : new HttpRequestException(problem, null, status);
    }

    private HttpRequestMessage Sign(LedgerEvent claimed)
    {
        var copy = SignedRequest.Of(options.Url, IdOf(claimed), claimed.Body, options.Secret.Keys[0], clock.GetUtcNow());
        copy.Headers.TryAddWithoutValidation("X-Forwarded-Source", claimed.Key.Source);
        copy.Headers.TryAddWithoutValidation("X-Forwarded-Event-Type", HeaderText.Encode(claimed.EventType));
        copy.Headers.TryAddWithoutValidation("X-Forwarded-Attempt", claimed.Attempts.ToString(CultureInfo.InvariantCulture));
        var contentType = claimed.Headers.FirstOrDefault(header => header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Value;
        copy.Content!.Headers.TryAddWithoutValidation("Content-Type", string.IsNullOrWhiteSpace(contentType) ? "application/json" : HeaderText.EncodeMediaType(contentType));
        return copy;
    }

    // It is not signed: it may hold anything, or nothing.
    private static string ContentTypeOf(LedgerEvent claimed)
    {
        var sent = claimed.Headers.FirstOrDefault(header => header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Value;
        return string.IsNullOrWhiteSpace(sent) ? "application/json" : HeaderText.EncodeMediaType(sent);
    }

    // Standard Webhooks forbids dots in an id, and headers are ASCII: any other id is replaced by its hash, which is as stable.
    private static string IdOf(LedgerEvent claimed) =>
        claimed.Key.EventId.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or ':')
            ? $"{claimed.Key.Source}:{claimed.Key.EventId}"
            : $"{claimed.Key.Source}:{ContentId.Of(Encoding.UTF8.GetBytes(claimed.Key.EventId))}";

    // A rejected request will be rejected again; waiting, less load or a deployment may fix the rest.
    private static bool IsPermanent(HttpStatusCode status) =>
        (int)status is >= 400 and < 500 && status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound
            or HttpStatusCode.RequestTimeout or HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests);
}
