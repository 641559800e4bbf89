using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Azure.Core;
using Azure.Storage.Queues.Models;

namespace Azure.Storage.Queues;

// https://learn.microsoft.com/rest/api/storageservices/put-message, .../get-messages, .../peek-messages
internal sealed class QueueXml(QueueMessageEncoding encoding)
{
    public static SendReceipt Receipt(Response response)
    {
        var sent = Messages(response).First();
        return new SendReceipt
        {
            MessageId = Text(sent, "MessageId"),
            InsertionTime = Time(Text(sent, "InsertionTime")).Value,
            ExpirationTime = Time(Text(sent, "ExpirationTime")).Value,
            PopReceipt = Text(sent, "PopReceipt"),
            TimeNextVisible = Time(Text(sent, "TimeNextVisible")).Value,
        };
    }

    public static UpdateReceipt Update(Response response)
    {
        response.Headers.TryGetValue("x-ms-popreceipt", out var popReceipt);
        response.Headers.TryGetValue("x-ms-time-next-visible", out var nextVisible);
        return new UpdateReceipt { PopReceipt = popReceipt, NextVisibleOn = Time(nextVisible).GetValueOrDefault() };
    }

    public RequestContent Content(BinaryData message)
    {
        var text = message is null ? null : encoding == QueueMessageEncoding.Base64 ? Convert.ToBase64String(message) : message.ToString();
        using var body = new MemoryStream();
        using (var xml = XmlWriter.Create(body, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement("QueueMessage");
            if (text is not null)
            {
                xml.WriteElementString("MessageText", text);
            }

            xml.WriteEndElement();
        }

        return RequestContent.Create(body.ToArray());
    }

    public QueueMessage[] Received(Response response) => [.. Messages(response).Select(message => new QueueMessage
    {
        MessageId = Text(message, "MessageId"),
        PopReceipt = Text(message, "PopReceipt"),
        Body = Decode(Text(message, "MessageText")),
        NextVisibleOn = Time(Text(message, "TimeNextVisible")),
        InsertedOn = Time(Text(message, "InsertionTime")),
        ExpiresOn = Time(Text(message, "ExpirationTime")),
        DequeueCount = Count(message),
    })];

    public PeekedMessage[] Peeked(Response response) => [.. Messages(response).Select(message => new PeekedMessage
    {
        MessageId = Text(message, "MessageId"),
        Body = Decode(Text(message, "MessageText")),
        InsertedOn = Time(Text(message, "InsertionTime")),
        ExpiresOn = Time(Text(message, "ExpirationTime")),
        DequeueCount = Count(message),
    })];

    private static IEnumerable<XElement> Messages(Response response) =>
        XDocument.Load(response.Content.ToStream(), LoadOptions.PreserveWhitespace).Element("QueueMessagesList").Elements("QueueMessage");

    private static string Text(XElement message, string name) => message.Element(name)?.Value;

    private static long Count(XElement message) => long.Parse(Text(message, "DequeueCount"), CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(string text) =>
        text is null ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    // One message that is no base64 fails the whole call, after the service has hidden every message of it.
    private BinaryData Decode(string text) =>
        encoding == QueueMessageEncoding.Base64 ? new BinaryData(Convert.FromBase64String(text ?? "")) : new BinaryData(text ?? "");
}
