using Webhooks.Signatures.Presets;

namespace Cli.Tests;

/// <summary>What else must be said of some senders.</summary>
internal static class SenderSettings
{
    /// <summary>As <c>--set</c> takes them.</summary>
    public static IEnumerable<string> Of(string scheme)
    {
        var preset = SchemeCatalog.FindPreset(scheme);
        if (preset?.Topic is not null)
        {
            yield return "TopicArn=arn:aws:sns:eu-west-1:123456789012:harbour";
        }

        if (preset?.Scheme.SignedContent?.Contains("{webhook-id}", StringComparison.Ordinal) is true)
        {
            yield return "WebhookId=4JH86294D6297924G";
        }

        if (preset?.Token is { NamesAccount: true })
        {
            yield return "ServiceAccount=harbour@example.iam.gserviceaccount.com";
        }
    }

    public static IEnumerable<string> Options(string scheme) => Of(scheme).SelectMany(setting => new[] { "--set", setting });
}
