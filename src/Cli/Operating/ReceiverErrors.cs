using System.Net;
using System.Text.Json;
using Cli.Rendering;

namespace Cli.Operating;

// Explains failed requests to a receiver, and what to do.
internal sealed class ReceiverErrors(Uri receiver, Credentials credentials)
{
    private const int LongestDetail = 1000;

    public ReceiverException NoResponse(HttpRequestException failure) => new(receiver.IsLoopback
        ? $"No answer from {receiver} ({failure.Message}). Start the receiver (dotnet run --project src/LocalHost), or give its address by --url, --profile or HOOK_URL."
        : $"No answer from {receiver} ({failure.Message}). Check the address (--url, --profile or HOOK_URL), and that the app is running.")
    {
        IsTransient = true,
    };

    public ReceiverException ErrorResponse(HttpResponseMessage response, byte[] body) => new(Text(response, body))
    {
        IsTransient = response.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError,
        IsNotFound = response.StatusCode == HttpStatusCode.NotFound && Problem(response, body) is not null,
    };

    private string Text(HttpResponseMessage response, byte[] body) => response.StatusCode switch
    {
        // The API's own, not the host's: the key is right.
        HttpStatusCode.Forbidden when Problem(response, body) is { } problem => TerminalText.Sanitize(problem.Detail, LongestDetail),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden when credentials.Token is not null =>
            $"{receiver} rejects this token: it may have expired, or be meant for another app. Get a new one (az account get-access-token), or give a function key by --key.",
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden when credentials.Key is not null =>
            $"{receiver} rejects this function key: az functionapp keys list shows the right one; `hook login` saves it. If the app requires a sign-in, give --token, or set HOOK_TOKEN.",
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
            $"{receiver} requires a function key (az functionapp keys list shows it): save it by `hook login`, set HOOK_KEY, or give --key. If the app requires a sign-in, give --token, or set HOOK_TOKEN.",
        HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect =>
            $"{receiver} requires a sign-in: give --token, or set HOOK_TOKEN (az account get-access-token gets one).",
        HttpStatusCode.MovedPermanently or HttpStatusCode.PermanentRedirect => $"{receiver} has moved; perhaps --url must begin with https.",
        _ when Problem(response, body) is { } problem => TerminalText.Sanitize(problem.Detail, LongestDetail),
        HttpStatusCode.NotFound => $"{receiver} has no operator API at this address, or an older one; check --url, and that receiver and hook have the same version.",
        var status => $"{receiver} answered {(int)status}; its log says why. The same command can be repeated.",
    };

    private static OperatorProblem? Problem(HttpResponseMessage response, byte[] body)
    {
        try
        {
            return response.Content.Headers.ContentType?.MediaType == "application/problem+json"
                ? JsonSerializer.Deserialize(body, OperatorJson.Default.OperatorProblem)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
