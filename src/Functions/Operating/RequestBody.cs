using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Webhooks;

namespace Functions.Operating;

internal static class RequestBody
{
    private const int MostBytes = 256 * 1024;
    private const int LongestText = 200;
    private const int LongestName = 1_024;

    public static async Task<T> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        // A form on any web page can send every other content type without a CORS preflight.
        if (!request.HasJsonContentType())
        {
            throw new InvalidRequestException("Send the body as application/json, and say so in Content-Type.", StatusCodes.Status415UnsupportedMediaType);
        }

        using var body = await ReadAsync(request.Body, cancellationToken);
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new InvalidRequestException("The body is null; send a JSON object.");
        }
        catch (JsonException invalid)
        {
            throw new InvalidRequestException($"The body is not the expected JSON, at '{invalid.Path ?? "$"}'; check the names of its fields.");
        }
    }

    // Clients that stream a body announce no length.
    private static async Task<MemoryStream> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        var (whole, buffer) = (new MemoryStream(), new byte[4096]);
        while (await body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            whole.Write(buffer, 0, read);
            if (whole.Length > MostBytes)
            {
                throw new InvalidRequestException($"Send a JSON body of at most {MostBytes} bytes.");
            }
        }

        whole.Position = 0;
        return whole;
    }

    // A text for histories and logs.
    public static string Required(string? text, string name, int longest = LongestText) => text?.Trim() is { Length: > 0 } trimmed && trimmed.Length <= longest
        ? Printable.Of(trimmed, longest)
        : throw new InvalidRequestException($"'{name}' is missing or longer than {longest} characters; every order is recorded with who requested it and why.");

    // A name, which is compared as it is.
    public static string Name(string? text, string name) =>
        text is { Length: > 0 and <= LongestName } ? text : throw new InvalidRequestException($"'{name}' is missing or longer than {LongestName} characters.");

    public static int Number(int number, string name, int most) =>
        number >= 1 && number <= most ? number : throw new InvalidRequestException($"'{name}' must be a number from 1 to {most}.");
}
