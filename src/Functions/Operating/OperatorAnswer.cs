using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Webhooks.Operating;

namespace Functions.Operating;

/// <summary>
/// An answer of the operator's API. What is asked for with GET carries a weak entity tag; who sends it back in If-None-Match is told 304
/// and nothing else while the answer is the same.
/// <see href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2" />
/// </summary>
internal sealed class OperatorAnswer : IResult
{
    private readonly int status;
    private readonly string contentType;
    private readonly byte[] body;
    private readonly byte[] compared;

    private OperatorAnswer(int status, string contentType, byte[] body, byte[]? compared = null) =>
        (this.status, this.contentType, this.body, this.compared) = (status, contentType, body, compared ?? body);

    public static OperatorAnswer Of<T>(T value, JsonTypeInfo<T> type) => new(StatusCodes.Status200OK, "application/json", JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <summary>An answer that says what time it is. It counts as the same as long as <paramref name="timeless" />, it without its clock, is the same.</summary>
    public static OperatorAnswer Of<T>(T value, T timeless, JsonTypeInfo<T> type) => new(
        StatusCodes.Status200OK, "application/json", JsonSerializer.SerializeToUtf8Bytes(value, type), JsonSerializer.SerializeToUtf8Bytes(timeless, type));

    public static OperatorAnswer Problem(int status, string title, string detail) => new(
        status, "application/problem+json", JsonSerializer.SerializeToUtf8Bytes(new OperatorProblem(title, status, detail), OperatorJson.Default.OperatorProblem));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        if (status == StatusCodes.Status200OK && HttpMethods.IsGet(httpContext.Request.Method))
        {
            var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(compared).AsSpan(0, 16))}\"", isWeak: true);
            response.Headers.ETag = tag.ToString();
            if (httpContext.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false)))
            {
                JsonAnswer.Begin(response, StatusCodes.Status304NotModified);
                return;
            }
        }

        await JsonAnswer.WriteAsync(response, status, contentType, body);
    }
}
