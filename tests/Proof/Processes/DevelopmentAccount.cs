namespace Proof.Processes;

/// <summary>The account that Azurite knows by itself; its key is public. https://learn.microsoft.com/azure/storage/common/storage-use-azurite#well-known-storage-account-and-key</summary>
internal static class DevelopmentAccount
{
    private const string Name = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>How to reach Azurite at two ports of this machine.</summary>
    public static string At(int queue, int table) => At($"http://127.0.0.1:{queue}/{Name}", $"http://127.0.0.1:{table}/{Name}");

    /// <summary>The same, with blobs.</summary>
    public static string At(int queue, int table, int blob) => $"{At(queue, table)}BlobEndpoint=http://127.0.0.1:{blob}/{Name};";

    /// <summary>How to reach whatever takes this account at these addresses.</summary>
    public static string At(string queue, string table) =>
        $"DefaultEndpointsProtocol=http;AccountName={Name};AccountKey={Key};QueueEndpoint={queue};TableEndpoint={table};";
}
