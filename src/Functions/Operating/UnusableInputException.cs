using Microsoft.AspNetCore.Http;

namespace Functions.Operating;

/// <summary>The caller has to ask differently; the message says how.</summary>
internal sealed class UnusableInputException(string message, int status = StatusCodes.Status400BadRequest) : Exception(message)
{
    public int Status => status;

    public static UnusableInputException NotFound(string message) => new(message, StatusCodes.Status404NotFound);
}
