using System.Text.RegularExpressions;
using Webhooks.Signatures.Cryptography;

namespace Webhooks.Signatures.Schemes;

// What a receiver must say about some senders.
internal static partial class SenderOptions
{
    /// <summary>Stands for the sender's id of the webhook in signed content.</summary>
    public const string WebhookId = "{webhook-id}";

    public static SettingProblem? Check(SchemeSettings settings, SchemeOptions options, SigningAlgorithm algorithm) => options switch
    {
        { WebhookId: null } when settings.SignedContent?.Contains(WebhookId, StringComparison.Ordinal) is true =>
            new(nameof(options.WebhookId), "it is missing, and the sender signs it; copy the id of the webhook from the sender's dashboard"),
        { WebhookId: { } id } when !Id().IsMatch(id) => new(nameof(options.WebhookId), "it is not an id of letters, digits and hyphens"),
        { Topic: not null, TopicArn: null } => new(nameof(options.TopicArn), "it is missing: the sender's key signs for everybody's topics; copy the ARN of the topic, for example arn:aws:sns:eu-west-1:123456789012:orders"),
        { TopicArn: { } arn } when !arn.StartsWith("arn:", StringComparison.Ordinal) => new(nameof(options.TopicArn), "it is not an ARN, which begins with arn:"),
        { Topic: not null } when algorithm is not (SigningAlgorithm.RsaSha256 or SigningAlgorithm.RsaSha1) => new(nameof(settings.Algorithm), "the sender signs by RsaSha256 or RsaSha1"),
        { Token: { NamesAccount: true }, ServiceAccount: null } => new(nameof(options.ServiceAccount), "it is missing: the sender's keys sign for everybody; enter the e-mail address of the account that the token is made for"),
        { Token: { NamesAudience: true }, Audience: null, PublicUrl: null } or { Token: { NamesAddress: true }, PublicUrl: null } =>
            new(nameof(options.PublicUrl), "it is missing, and the sender's token names the address; enter it exactly as it is configured at the sender, for example https://hooks.example.com/api/webhooks/shop"),
        { Token: not null } when settings.SignedContent is not null => new(nameof(settings.SignedContent), "the token says what is signed; remove this setting"),
        { Token: not null } when !TokenClaim.Knows(algorithm) => new(nameof(settings.Algorithm), "tokens are signed by RsaSha256, EcdsaP256 or HmacSha256"),
        _ => null,
    };

    [GeneratedRegex(@"\A[A-Za-z0-9-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
