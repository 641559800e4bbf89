using System.Buffers;
using System.IO.Pipelines;

namespace Functions.Http;

// Reads a body so that a read can be cancelled. Kestrel's own stream is left in the middle of a cancelled read, and logs each of those as an
// error. https://github.com/dotnet/aspnetcore/blob/main/src/Servers/Kestrel/Core/src/Internal/Http/Http1MessageBody.cs
internal sealed class RequestBodyStream(PipeReader reader) : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var result = reader.TryRead(out var arrived) ? arrived : await WaitAsync(cancellationToken);
        var length = (int)Math.Min(result.Buffer.Length, buffer.Length);
        var read = result.Buffer.Slice(0, length);
        read.CopyTo(buffer.Span);
        reader.AdvanceTo(read.End);
        return length > 0 || !result.IsCanceled ? length : throw new OperationCanceledException(cancellationToken);
    }

    private async ValueTask<ReadResult> WaitAsync(CancellationToken cancellationToken)
    {
        await using var cancelling = cancellationToken.UnsafeRegister(static state => ((PipeReader)state!).CancelPendingRead(), reader);
        // The caller's token is honoured by the line above.
        return await reader.ReadAsync(CancellationToken.None);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
