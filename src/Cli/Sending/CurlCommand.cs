using Cli.Rendering;
using Webhooks.Signatures.Deliveries;

namespace Cli.Sending;

// A delivery as a curl command, to send the same bytes once more.
internal static class CurlCommand
{
    private const int LongestBody = 16 * 1024;

    // Those that curl adds of its own; one without a value takes them away.
    private static readonly string[] Added = ["Content-Type", "User-Agent", "Accept", "Expect"];

    // Larger bodies, and those that no argument can hold, are written to a file, which is named by the function.
    public static string Of(Delivery delivery, Uri target, Func<ReadOnlyMemory<byte>, string> writeFile)
    {
        var headers = delivery.Headers.SelectMany(field => field.Value.Select(value => (Name: field.Key, Value: value))).ToList();
        var own = Added.Where(name => delivery.Headers.Find(name) is null);
        var lines = headers.Select(header => $"-H {ShellText.Quote($"{header.Name}: {header.Value}")}").Concat(own.Select(name => $"-H '{name}:'"));
        return string.Join(" \\\n  ", [$"curl -sS -X POST {ShellText.Quote(target.AbsoluteUri)}", .. lines, Body(delivery.Body, writeFile)]);
    }

    private static string Body(ReadOnlyMemory<byte> body, Func<ReadOnlyMemory<byte>, string> writeFile) =>
        body.Length > LongestBody || body.Span.Contains((byte)0)
            ? $"--data-binary @{ShellText.Quote(writeFile(body))}"
            : $"--data-raw {ShellText.Quote(body.Span)}";
}
