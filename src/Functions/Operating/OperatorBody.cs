using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Webhooks;

namespace Functions.Operating;

/// <summary>Reads what the caller of the operator's API sends.</summary>
internal static class OperatorBody
{
    private const int MostBytes = 256 * 1024;
    private const int LongestText = 200;
    private const int LongestName = 1_024;

    public static async Task<T> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        // A form of any web page can send everything but this without asking first.
        if (!request.HasJsonContentType())
        {
            throw new UnusableInputException("Send the body as application/json, and say so in Content-Type.", StatusCodes.Status415UnsupportedMediaType);
        }

        using var body = await ReadAsync(request.Body, cancellationToken);
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new UnusableInputException("The body is null; send a JSON object.");
        }
        catch (JsonException wrong)
        {
            throw new UnusableInputException($"The body is not the JSON that is wanted here, at '{wrong.Path ?? "$"}'; mind the names of its fields.");
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
                throw new UnusableInputException($"Send a JSON body of at most {MostBytes} bytes.");
            }
        }

        whole.Position = 0;
        return whole;
    }

    /// <summary>A text that goes into histories and logs.</summary>
    public static string Said(string? text, string name, int longest = LongestText) => text?.Trim() is { Length: > 0 } said && said.Length <= longest
        ? Printable.Of(said, longest)
        : throw new UnusableInputException($"'{name}' is missing or longer than {longest} characters: every order is written down with who gave it and why.");

    /// <summary>A text that names something, as it is.</summary>
    public static string Named(string? text, string name) =>
        text is { Length: > 0 and <= LongestName } ? text : throw new UnusableInputException($"'{name}' is missing or longer than {LongestName} characters.");

    public static int Number(int number, string name, int most) =>
        number >= 1 && number <= most ? number : throw new UnusableInputException($"'{name}' must be a number from 1 to {most}.");
}
