using System.Text;
using Cli.Rendering;
using Webhooks.Signatures.Deliveries;

namespace Cli.Checking;

// Headers of a capture: 'Name: value' lines, perhaps with a request line, CRLF, comments after '#', or the whole output of curl -v.
internal static class CapturedHeaders
{
    public static DeliveryHeaders Read(byte[] file, string path)
    {
        var headers = new DeliveryHeaders();
        var lines = Text(file).Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        if (lines.Exists(IsSentByCurl))
        {
            lines = [.. lines.Where(line => IsSentByCurl(line) || line == ">").Select(line => line.Length > 1 ? line[2..] : "")];
        }

        var any = false;
        for (var index = 0; index < lines.Count; index++)
        {
            var line = lines[index].Trim();
            if (line.Length == 0 && any)
            {
                // The body follows the empty line.
                break;
            }

            if (line.Length == 0 || line[0] == '#' || IsFirstLine(line))
            {
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1 || line[..colon].Any(char.IsWhiteSpace))
            {
                throw new UsageException($"--headers: line {index + 1} of '{path}' is not 'Name: value'.");
            }

            headers.Add(line[..colon], line[(colon + 1)..].Trim());
            any = true;
        }

        return any ? headers : throw new UsageException($"--headers: '{path}' has no header; write one 'Name: value' per line.");
    }

    private static string Text(byte[] file) => file is [0xFF, 0xFE, ..]
        ? Encoding.Unicode.GetString(file.AsSpan(2))
        : Encoding.UTF8.GetString(file).TrimStart('\uFEFF');

    private static bool IsSentByCurl(string line) => line.StartsWith("> ", StringComparison.Ordinal);

    private static bool IsFirstLine(string line) =>
        line.StartsWith("HTTP/", StringComparison.Ordinal)
        || (line.Contains(' ', StringComparison.Ordinal) && line.Split(' ')[^1].StartsWith("HTTP/", StringComparison.Ordinal));
}
