using System.Globalization;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables;

// {"odata.error":{"code":"EntityAlreadyExists","message":{"lang":"en-US","value":"1:The specified entity already exists."}}}
// A transaction's answer names the culprit only by the number in front of the message.
// https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions
internal sealed class TableErrors : RequestFailedDetailsParser
{
    public const string FailedIndex = "FailedEntity";

    public override bool TryParse(Response response, out ResponseError error, out IDictionary<string, string> data)
    {
        error = null;
        data = new Dictionary<string, string>();
        try
        {
            using var body = JsonDocument.Parse(response.Content.ToMemory());
            var found = body.RootElement.GetProperty("odata.error");
            var message = found.GetProperty("message").GetProperty("value").GetString();
            error = new ResponseError(found.GetProperty("code").GetString(), message);

            var colon = message.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && int.TryParse(message.AsSpan(0, colon), CultureInfo.InvariantCulture, out var index))
            {
                data[FailedIndex] = index.ToString(CultureInfo.InvariantCulture);
            }

            return true;
        }
        // A proxy's HTML page, or nothing at all: the caller falls back to the bare status.
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }
}
