using Cli.Rendering;
using Webhooks.Signatures.Deliveries;

namespace Cli.Checking;

// 'Name: value' lines, perhaps with a request line, HTTP/2's pseudo headers, CRLF, comments after '#', or the whole output of curl -v.
internal static class CapturedText
{
    public static Capture Read(string text, string path)
    {
        var lines = text.Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        if (lines.Exists(IsSentByCurl))
        {
            lines = [.. lines.Where(line => IsSentByCurl(line) || line == ">").Select(line => line.Length > 1 ? line[2..] : "")];
        }

        var capture = new Capture(new DeliveryHeaders());
        for (var index = 0; index < lines.Count; index++)
        {
            var line = lines[index].Trim();
            if (line.Length == 0 && capture.Headers.Any())
            {
                // The body follows the empty line.
                break;
            }

            if (line.Length > 0 && line[0] != '#')
            {
                capture = With(capture, line) ?? throw new UsageException($"--headers: line {index + 1} of '{path}' is not 'Name: value'.");
            }
        }

        return capture;
    }

    private static Capture? With(Capture capture, string line)
    {
        if (line.StartsWith("HTTP/", StringComparison.Ordinal))
        {
            return capture;
        }

        if (line.Split(' ') is [var method, var target, var version] && version.StartsWith("HTTP/", StringComparison.Ordinal))
        {
            return capture with { Method = method, Url = target };
        }

        var colon = line.IndexOf(':', 1);
        if (colon < 1 || line[..colon].Any(char.IsWhiteSpace))
        {
            return null;
        }

        var (name, value) = (line[..colon], line[(colon + 1)..].Trim());
        switch (name)
        {
            case ":method":
                return capture with { Method = value };
            case ":path":
                return capture with { Url = value };
            case ":authority":
                return capture with { Host = value };
            case [':', ..]:
                return capture;
            default:
                capture.Headers.Add(name, value);
                return capture;
        }
    }

    private static bool IsSentByCurl(string line) => line.StartsWith("> ", StringComparison.Ordinal);
}
