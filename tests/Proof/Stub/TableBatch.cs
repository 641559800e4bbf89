using System.Globalization;
using System.Text;

namespace Proof.Stub;

/// <summary>An entity group transaction on the wire. <see href="https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions" /></summary>
internal static class TableBatch
{
    public static (string Table, IReadOnlyList<TableChange> Changes) Read(ReadOnlySpan<byte> body)
    {
        var changes = new List<TableChange>();
        var table = "";
        while (body.IndexOf("Content-Type: application/http"u8) is >= 0 and var at)
        {
            body = After(body[at..], "\r\n\r\n"u8);
            var end = body.IndexOf("\r\n\r\n"u8);
            var head = Encoding.ASCII.GetString(body[..end]).Split("\r\n");
            body = body[(end + 4)..];
            var part = body[..body.IndexOf("--changeset"u8)];
            var (method, path) = RequestLine(head[0]);
            table = TablePath.TableOf(path);
            changes.Add(TableChange.Of(method, path, Header(head, "If-Match: "), part.Trim("\r\n"u8).ToArray()));
            body = body[part.Length..];
        }

        return (table, changes);
    }

    public static (string ContentType, string Body) Write(IReadOnlyList<string?> versions, int lost, TableFault? fault)
    {
        var body = new StringBuilder("--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_1\r\n\r\n");
        foreach (var version in versions)
        {
            Part(body).Append("HTTP/1.1 204 No Content\r\nDataServiceVersion: 3.0;\r\n");
            _ = version is null ? body : body.Append("ETag: ").Append(version).Append("\r\n");
            body.Append("\r\n\r\n");
        }

        if (fault is not null)
        {
            Part(body).Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {fault.Status} Refused\r\nContent-Type: application/json\r\n\r\n{Fault(fault, $"{lost}:")}\r\n");
        }

        return ("multipart/mixed; boundary=batchresponse_1", body.Append("--changesetresponse_1--\r\n--batchresponse_1--\r\n").ToString());
    }

    public static string Fault(TableFault fault, string index = "") =>
        "{\"odata.error\":{\"code\":\"" + fault.Code + "\",\"message\":{\"lang\":\"en-US\",\"value\":\"" + index + fault.Text + "\"}}}";

    private static StringBuilder Part(StringBuilder body) =>
        body.Append("--changesetresponse_1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");

    // "POST http://host/t/webhooks?$format=... HTTP/1.1"
    private static (string Method, string Path) RequestLine(string line)
    {
        var words = line.Split(' ');
        var address = words[1].Split('?')[0];
        return (words[0], address[(address.LastIndexOf('/') + 1)..]);
    }

    private static string? Header(string[] head, string name) =>
        head.FirstOrDefault(line => line.StartsWith(name, StringComparison.OrdinalIgnoreCase))?[name.Length..];

    private static ReadOnlySpan<byte> After(ReadOnlySpan<byte> text, ReadOnlySpan<byte> mark) => text[(text.IndexOf(mark) + mark.Length)..];
}
