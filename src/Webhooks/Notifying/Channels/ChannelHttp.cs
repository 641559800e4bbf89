using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Webhooks.Notifying.Channels;

// One connection pool, renewed every few minutes, so that a DNS change is noticed.
public sealed class ChannelHttp : IDisposable
{
    private const int MostAnswered = 64 * 1024;

    private readonly HttpClient http;
    private readonly TimeProvider clock;

    public ChannelHttp(TimeProvider clock, TimeSpan? timeout = null)
    {
        this.clock = clock;
        http = new HttpClient(new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(5),
            // A channel that moved is a setting to change: what is signed for one address is not sent to another.
            AllowAutoRedirect = false,
            // No traces: they would contain the address, and the path of a Slack address is its password.
            ActivityHeadersPropagator = null,
            UseCookies = false,
        })
        { Timeout = timeout ?? TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = MostAnswered };
    }

    public void Dispose() => http.Dispose();

    // No reason repeats the address: of a Slack address the path is the password. Some endpoints say in the body of a 200 that they failed.
    internal async Task<ChannelOutcome> PostAsync(HttpRequestMessage request, CancellationToken cancellationToken, Func<string, ChannelOutcome>? judgeBody = null)
    {
        try
        {
            var completion = judgeBody is null ? HttpCompletionOption.ResponseHeadersRead : HttpCompletionOption.ResponseContentRead;
            using var response = await http.SendAsync(request, completion, cancellationToken);
            var outcome = Judge(response);
            return outcome is ChannelOutcome.Sent && judgeBody is not null ? judgeBody(await response.Content.ReadAsStringAsync(cancellationToken)) : outcome;
        }
        catch (HttpRequestException failure)
        {
            return new ChannelOutcome.Failed($"No answer: {failure.HttpRequestError}.", Permanent: false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ChannelOutcome.Failed(string.Create(CultureInfo.InvariantCulture, $"No answer within {http.Timeout.TotalSeconds} s."), Permanent: false);
        }
    }

    private ChannelOutcome Judge(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var asksToWait = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;
        return status switch
        {
            >= 200 and < 300 => new ChannelOutcome.Sent(),
            _ when asksToWait && Wait(response.Headers.RetryAfter) is { } wait => new ChannelOutcome.RetryAfter(wait),
            408 or 425 or 429 or >= 500 => new ChannelOutcome.Failed($"Answered {status}.", Permanent: false),
            >= 300 and < 400 => new ChannelOutcome.Failed($"Answered {status}: redirects are not followed; set Url to the new address.", Permanent: true),
            _ => new ChannelOutcome.Failed($"Answered {status}: the address or the message was rejected.", Permanent: true),
        };
    }

    private TimeSpan? Wait(RetryConditionHeaderValue? header) =>
        (header?.Delta ?? (header?.Date - clock.GetUtcNow())) is { } wait ? wait > TimeSpan.Zero ? wait : TimeSpan.Zero : null;
}
