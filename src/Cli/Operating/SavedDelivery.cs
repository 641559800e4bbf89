using System.Text;
using Cli.Checking;
using Cli.Rendering;
using Webhooks.Raw;
using Webhooks.Signatures.Deliveries;

namespace Cli.Operating;

// A delivery in two files, as `hook check` and `hook send --body` take them, for this user alone.
internal sealed record SavedDelivery(string HeadersFile, string BodyFile)
{
    public static SavedDelivery Write(RawDelivery raw, string folder, CliContext context)
    {
        var saved = new SavedDelivery(Path.Combine(folder, "delivery.headers"), Path.Combine(folder, "delivery.body"));
        try
        {
            Directory.CreateDirectory(Path.Combine(context.Directory, folder));
            Write(Path.Combine(context.Directory, saved.HeadersFile), Encoding.UTF8.GetBytes(HeadersOf(raw)));
            Write(Path.Combine(context.Directory, saved.BodyFile), raw.Body.Span);
            return saved;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"--save: '{folder}' cannot be written to ({failure.GetType().Name}); give a folder that has no delivery.headers and delivery.body.");
        }
    }

    // As lines, which people read; as JSON where a line would be read as something else, such as a comment.
    private static string HeadersOf(RawDelivery raw)
    {
        var target = $"/api/webhooks/{Uri.EscapeDataString(raw.Source)}{(raw.Query.Length > 0 ? "?" + raw.Query : "")}";
        var lines = $"POST {target} HTTP/1.1\n{string.Concat(raw.Headers.Select(header => $"{header.Key}: {header.Value}\n"))}";
        try
        {
            var read = CapturedText.Read(lines, "");
            return read is { Method: "POST" } && read.Url == target && IsSame(read.Headers, raw) ? lines : CapturedJson.Write(raw.Headers, target);
        }
        catch (UsageException)
        {
            return CapturedJson.Write(raw.Headers, target);
        }
    }

    private static bool IsSame(DeliveryHeaders read, RawDelivery raw)
    {
        var kept = new DeliveryHeaders();
        foreach (var (name, value) in raw.Headers)
        {
            kept.Add(name, value);
        }

        return Flat(read).SequenceEqual(Flat(kept));
    }

    private static IEnumerable<(string, string)> Flat(DeliveryHeaders headers) => headers.SelectMany(header => header.Value.Select(value => (header.Key, value)));

    // Nothing that is there is overwritten.
    private static void Write(string path, ReadOnlySpan<byte> content)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(content);
    }
}
