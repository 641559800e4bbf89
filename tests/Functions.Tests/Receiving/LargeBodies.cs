using Azure.Storage.Blobs.Models;
using Webhooks;

namespace Functions.Tests.Receiving;

/// <summary>A source that takes bodies over what a row holds, and what such bodies leave in storage.</summary>
internal static class LargeBodies
{
    public const string Source = "standard-webhooks";
    public const int Beyond = Webhooks.Source.LargestRowBody + 1;

    public static Dictionary<string, string?> Allowed => new() { [$"Sources__{Source}__MaxBodyBytes"] = $"{Webhooks.Source.LargestBody}" };

    public static Dictionary<string, string?> Impatient => new(Allowed) { [$"Sources__{Source}__Deadline"] = "00:00:03" };

    public static SignedDelivery Delivery(int length = Beyond, string id = "msg_large")
    {
        var body = new byte[length];
        new Random(length).NextBytes(body);
        return From.StandardWebhooks().WithBody(body).About(id);
    }

    public static async Task<IReadOnlyList<string>> BlobsAsync(this ReceiverApp app) =>
        await app.Bodies.GetBlobsAsync(BlobTraits.None, BlobStates.None, null, CancellationToken.None).Select(blob => blob.Name).ToListAsync();
}
