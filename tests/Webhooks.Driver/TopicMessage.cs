using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Webhooks.Driver;

/// <summary>A message of AWS SNS, signed as its validators say.</summary>
internal static class TopicMessage
{
    public const string Arn = "arn:aws:sns:eu-west-1:123456789012:harbour";
    public const string Certificate = "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem";
    private static readonly string[] Signed = ["Message", "MessageId", "Subject", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];

    public static JsonObject Of(string id, DateTimeOffset at) => new()
    {
        ["Type"] = "Notification",
        ["MessageId"] = id,
        ["TopicArn"] = Arn,
        ["Message"] = "Crane 7\nstopped",
        ["Timestamp"] = at.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
        ["SignatureVersion"] = "2",
        ["SigningCertURL"] = Certificate,
    };

    public static byte[] SignedBy(this JsonObject message, PublishedCertificate certificate)
    {
        var text = string.Concat(Signed.Where(name => message[name] is not null).Select(name => $"{name}\n{message[name]}\n"));
        message["Signature"] = Convert.ToBase64String(certificate.Sign(Encoding.UTF8.GetBytes(text), (string?)message["SignatureVersion"] == "1" ? System.Security.Cryptography.HashAlgorithmName.SHA1 : null));
        return JsonSerializer.SerializeToUtf8Bytes(message);
    }
}
