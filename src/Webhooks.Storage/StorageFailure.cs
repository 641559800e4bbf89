using Azure;
using Azure.Identity;
using Webhooks.Events;

namespace Webhooks.Storage;

/// <summary>What the SDK throws, in words that name no account: anyone may read them.</summary>
internal static class StorageFailure
{
    public static LedgerUnavailableException Of(Exception failure) => new(Describe(failure), failure);

    private static string Describe(Exception failure) => failure switch
    {
        RequestFailedException { Status: > 0 } answered => $"storage answered {answered.Status} {answered.ErrorCode}".TrimEnd(),
        AuthenticationFailedException => "the app's identity got no token",
        OperationCanceledException or TimeoutException => "no answer in time",
        RequestFailedException or AggregateException or IOException => "no connection",
        _ => failure.GetType().Name,
    };
}
