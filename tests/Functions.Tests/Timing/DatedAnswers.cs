using System.Net;

namespace Functions.Tests.Timing;

/// <summary>Answers as storage gives them, with the date that a test says.</summary>
internal sealed class DatedAnswers : HttpMessageHandler
{
    public string? Date { get; set; }

    public bool IsStorage { get; set; } = true;

    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

    public Action Take { get; set; } = () => { };

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Take();
        var answer = new HttpResponseMessage(Status) { Content = new StringContent("") };
        if (Date is not null)
        {
            answer.Headers.TryAddWithoutValidation("Date", Date);
        }

        if (IsStorage)
        {
            answer.Headers.Add("x-ms-request-id", "1");
        }

        return answer;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(Send(request, cancellationToken));
}
