using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Webhooks.Operating;

namespace Functions.Operating;

/// <summary>An answer of the operator's API.</summary>
internal sealed class OperatorAnswer : IResult
{
    private readonly int status;
    private readonly string contentType;
    private readonly byte[] body;

    private OperatorAnswer(int status, string contentType, byte[] body) => (this.status, this.contentType, this.body) = (status, contentType, body);

    public static OperatorAnswer Of<T>(T value, JsonTypeInfo<T> type) => new(StatusCodes.Status200OK, "application/json", JsonSerializer.SerializeToUtf8Bytes(value, type));

    public static OperatorAnswer Problem(int status, string title, string detail) => new(
        status, "application/problem+json", JsonSerializer.SerializeToUtf8Bytes(new OperatorProblem(title, status, detail), OperatorJson.Default.OperatorProblem));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
