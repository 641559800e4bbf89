using System.Net;
using System.Text.Json;
using Cli.Showing;
using Webhooks.Operating;

namespace Cli.Operating;

/// <summary>Says what to do when a receiver did not do what it was asked.</summary>
internal sealed class Explanation(Uri receiver, Pass pass)
{
    private const int LongestProblem = 1000;

    public UnansweredException Silence(HttpRequestException failure) => new(receiver.IsLoopback
        ? $"No answer from {receiver} ({failure.Message}). Start the receiver (dotnet run --project src/LocalHost), or give its address by --url or HOOK_URL."
        : $"No answer from {receiver} ({failure.Message}). Check the address (--url or HOOK_URL), and that the app runs.")
    {
        MayPass = true,
    };

    public UnansweredException Refusal(HttpResponseMessage answer, byte[] body) => new(Text(answer, body))
    {
        MayPass = answer.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError,
        IsAbsent = answer.StatusCode == HttpStatusCode.NotFound && Problem(answer, body) is not null,
    };

    private string Text(HttpResponseMessage answer, byte[] body) => answer.StatusCode switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden when pass.Token is not null =>
            $"{receiver} does not take this token: it may have ended, or be meant for another app. Get a new one (az account get-access-token), or give a function key by --key.",
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden when pass.Key is not null =>
            $"{receiver} does not take this function key: az functionapp keys list shows the right one. If it asks for a sign-in, give --token, or set HOOK_TOKEN.",
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
            $"{receiver} wants a function key: give --key, or set HOOK_KEY (az functionapp keys list shows it). If it asks for a sign-in, give --token, or set HOOK_TOKEN.",
        HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect =>
            $"{receiver} sends callers to a sign-in: give --token, or set HOOK_TOKEN (az account get-access-token gets one).",
        HttpStatusCode.MovedPermanently or HttpStatusCode.PermanentRedirect => $"{receiver} has moved; perhaps --url must begin with https.",
        _ when Problem(answer, body) is { } problem => TerminalText.Harmless(problem.Detail, LongestProblem),
        HttpStatusCode.NotFound => $"{receiver} has no operator API at this address, or an older one; check --url, and that receiver and hook are of one version.",
        var status => $"{receiver} answered {(int)status}; its log says why. The same command may be given again.",
    };

    private static OperatorProblem? Problem(HttpResponseMessage answer, byte[] body)
    {
        try
        {
            return answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
                ? JsonSerializer.Deserialize(body, OperatorJson.Default.OperatorProblem)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
