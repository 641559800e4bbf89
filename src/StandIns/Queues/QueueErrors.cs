using System.Xml;
using System.Xml.Linq;
using Azure.Core;

namespace Azure.Storage.Queues;

// https://learn.microsoft.com/rest/api/storageservices/status-and-error-codes2
internal sealed class QueueErrors : RequestFailedDetailsParser
{
    public override bool TryParse(Response response, out ResponseError error, out IDictionary<string, string> data)
    {
        error = null;
        data = null;
        try
        {
            if (response.Headers.ContentType?.Contains("application/xml", StringComparison.OrdinalIgnoreCase) == true)
            {
                var found = XDocument.Load(response.Content.ToStream()).Root;
                error = new ResponseError(found.Element("Code")?.Value, found.Element("Message")?.Value);
            }
        }
        // An error without a body still names its code in a header.
        catch (XmlException)
        {
        }

        if (error?.Code is null && response.Headers.TryGetValue("x-ms-error-code", out var code))
        {
            error = new ResponseError(code, null);
        }

        return error is not null;
    }
}
