using Azure;
using Microsoft.AspNetCore.Http;
using Webhooks.Events;

namespace Functions.Operating;

/// <summary>Runs what a trigger of the operator's API does, and turns what can go wrong with it into problem details.</summary>
internal static class OperatorCall
{
    public static async Task<IResult> AnswerAsync(Func<Task<IResult>> work)
    {
        try
        {
            return await work();
        }
        catch (UnusableInputException unusable)
        {
            return OperatorAnswer.Problem(unusable.Status, unusable.Status == StatusCodes.Status404NotFound ? "Not found" : "Unusable input", unusable.Message);
        }
        // Cancelled: the caller has hung up, or the host is stopping. Either nobody is left to read the answer, or the caller should ask again.
        catch (Exception failure) when (failure is LedgerUnavailableException or RequestFailedException or OperationCanceledException)
        {
            return OperatorAnswer.Problem(
                StatusCodes.Status503ServiceUnavailable, "Storage unavailable", "Storage did not answer. Nothing is half done; send the same request again.");
        }
    }
}
