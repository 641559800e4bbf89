using Microsoft.AspNetCore.Http;

namespace Functions.Operating;

// The message tells the caller how to ask instead.
internal sealed class InvalidRequestException(string message, int status = StatusCodes.Status400BadRequest) : Exception(message)
{
    public int Status => status;

    public static InvalidRequestException NotFound(string message) => new(message, StatusCodes.Status404NotFound);
}
