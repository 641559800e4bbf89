using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Webhooks.Events;

namespace Webhooks.Storage.Bodies;

/// <summary>The container of bodies, and how its failures are named.</summary>
internal sealed class BodyContainer(PreparedStorage prepared, StorageConnection storage, int retries)
{
    // In one request, for which the SDK makes no copy: a blob is whole or is not there. The row has a hash that is checked when it is read.
    private static readonly BlobUploadOptions AsNew = new()
    {
        Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
        TransferOptions = new() { InitialTransferSize = 2 * Source.LargestBody },
        TransferValidation = new() { ChecksumAlgorithm = StorageChecksumAlgorithm.None },
    };

    private readonly BlobContainerClient? container = storage.Container(StorageNames.BodyContainer, retries);

    public bool IsKnown => container is not null;

    /// <summary>Writes a blob that was never written. One that is there was written by an earlier try.</summary>
    public Task WriteAsync(string name, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) => CallAsync(
        async blobs =>
        {
            try
            {
                await blobs.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(body), AsNew, cancellationToken);
            }
            catch (RequestFailedException failure) when (failure.ErrorCode == BlobErrorCode.BlobAlreadyExists)
            {
            }

            return true;
        },
        cancellationToken);

    /// <summary>The bytes of a blob from its beginning, at most <paramref name="most" />; null when it is not there.</summary>
    public Task<ReadOnlyMemory<byte>?> ReadAsync(string name, int most, CancellationToken cancellationToken) => CallAsync(
        async blobs =>
        {
            try
            {
                var options = new BlobDownloadOptions { Range = new HttpRange(0, most) };
                using var download = (await blobs.GetBlobClient(name).DownloadStreamingAsync(options, cancellationToken)).Value;
                var body = GC.AllocateUninitializedArray<byte>((int)download.Details.ContentLength);
                await download.Content.ReadExactlyAsync(body, cancellationToken);
                return body;
            }
            catch (RequestFailedException failure) when (failure.ErrorCode == BlobErrorCode.BlobNotFound)
            {
                return (ReadOnlyMemory<byte>?)null;
            }
        },
        cancellationToken);

    public Task RemoveAsync(string name, CancellationToken cancellationToken) =>
        CallAsync(async blobs => (await blobs.DeleteBlobIfExistsAsync(name, cancellationToken: cancellationToken)).Value, cancellationToken);

    private async Task<T> CallAsync<T>(Func<BlobContainerClient, Task<T>> call, CancellationToken cancellationToken)
    {
        if (container is null)
        {
            throw new LedgerUnavailableException("AzureWebJobsStorage names no address of blobs");
        }

        await prepared.Ready.WaitAsync(cancellationToken);
        try
        {
            return await call(container);
        }
        catch (Exception failure) when (LedgerTable.IsUnavailable(failure, cancellationToken))
        {
            if (failure is RequestFailedException { ErrorCode: "ContainerNotFound" or "ContainerBeingDeleted" })
            {
                prepared.ReportMissing($"container {container.Name}");
            }

            throw StorageFailure.Of(failure);
        }
    }
}
