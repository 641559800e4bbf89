using System.Text.RegularExpressions;
using Webhooks.Signatures.Content;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Schemes;

// Whose topic a message is of, and what it asks to be confirmed.
internal sealed record TopicCheck(TopicSettings Topic, string Arn)
{
    private const string AnotherTopic = "The message is of another topic than TopicArn of the source.";

    /// <summary>Before the signature is known to be right, and after it.</summary>
    public Refusal? Check(Delivery delivery) =>
        SignedJson.Read(delivery.Body, [Topic.Field], out _)?.Text(Topic.Field) == Arn ? null : new Refusal(RefusalReason.SignatureInvalid, AnotherTopic);

    /// <summary>What is asked in a message whose signature is right; null when it is an event.</summary>
    public Reading? Confirmation(Delivery delivery, string eventType)
    {
        if (eventType != Topic.Confirmation)
        {
            return null;
        }

        var address = SignedJson.Read(delivery.Body, [Topic.ConfirmAt], out _)?.Text(Topic.ConfirmAt);
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri is { Scheme: "https", IsDefaultPort: true, UserInfo: "" }
            && Regex.IsMatch(uri.Host, $@"\A(?:{Topic.ConfirmHost})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)
            ? new Reading { ToConfirm = uri }
            : Reading.Refused(RefusalReason.BodyMalformed, $"The address in {Topic.ConfirmAt} is not one of this sender.");
    }
}
