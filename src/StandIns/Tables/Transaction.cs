using System.Buffers;
using System.Text;
using Azure.Core;

namespace Azure.Data.Tables;

// https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions
internal static class Transaction
{
    public static Request Create(TableRequests requests, IEnumerable<EntityOperation> operations)
    {
        var batch = $"batch_{Guid.NewGuid()}";
        var changeset = $"changeset_{Guid.NewGuid()}";

        // One growing buffer: a transaction may carry a megabyte of base64, and each copy of it would be felt.
        var body = new ArrayBufferWriter<byte>(4096);
        Line(body, $"--{batch}");
        Line(body, $"Content-Type: multipart/mixed; boundary={changeset}");
        Line(body);
        foreach (var operation in operations)
        {
            Line(body, $"--{changeset}");
            Line(body, "Content-Type: application/http");
            Line(body, "Content-Transfer-Encoding: binary");
            Line(body);
            Write(body, requests, operation);
        }

        Line(body, $"--{changeset}--");
        Line(body, $"--{batch}--");

        var request = requests.Create(RequestMethod.Post, "$batch");
        request.Headers.SetValue("Accept", "application/json");
        request.Headers.Add("Content-Type", $"multipart/mixed; boundary={batch}");
        request.Content = RequestContent.Create(body.WrittenMemory);
        return request;
    }

    private static void Write(ArrayBufferWriter<byte> body, TableRequests requests, EntityOperation operation)
    {
        var address = requests.Address(operation.Path);
        Line(body, $"{operation.Method} {address.AbsoluteUri} HTTP/1.1");
        Line(body, $"Host: {address.Authority}");
        Line(body, $"x-ms-version: {requests.Version}");
        Line(body, "DataServiceVersion: 3.0");
        Line(body, $"Accept: {TableRequests.JsonOut}");
        foreach (var (name, value) in operation.Headers())
        {
            Line(body, $"{name}: {value}");
        }

        Line(body);
        if (operation.Body is { } entity)
        {
            EntityJson.Write(entity, body);
        }

        Line(body);
    }

    private static void Line(ArrayBufferWriter<byte> body, string text = "")
    {
        Encoding.UTF8.GetBytes(text, body);
        body.Write("\r\n"u8);
    }
}
