using System.Text;
using Cli.Rendering;
using Webhooks.Signatures.Deliveries;

namespace Cli.Checking;

// A captured request: its headers, and what else the file says about it.
internal sealed record Capture(DeliveryHeaders Headers)
{
    public string? Method { get; init; }

    // As the capture has it: whole, or the path and the query alone.
    public string? Url { get; init; }

    // Null when the capture does not say it. By TLS, since senders use it.
    public string? WholeUrl =>
        Url is null or "" ? null
        : Url[0] != '/' ? Url
        : (Host ?? Headers.Find("Host")) is { } host ? $"https://{host}{Url}"
        : null;

    // HTTP/2's :authority.
    public string? Host { get; init; }

    public byte[]? Body { get; init; }

    public static Capture Read(byte[] file, string path)
    {
        var text = file is [0xFF, 0xFE, ..] ? Encoding.Unicode.GetString(file.AsSpan(2)) : Encoding.UTF8.GetString(file).TrimStart('\uFEFF');
        var capture = text.TrimStart() is ['{' or '[', ..] ? CapturedJson.Read(text, path) : CapturedText.Read(text, path);
        return capture.Headers.Any() ? capture : throw new UsageException($"--headers: '{path}' has no header; write one 'Name: value' per line.");
    }
}
