using Webhooks.Redacting;

namespace Webhooks.Settings;

/// <summary>Reads what is redacted beside what always is.</summary>
public static class RedactionSettings
{
    /// <summary>The options; what is wrong with them stands in the reader's problems.</summary>
    public static RedactionOptions Read(SettingsReader settings)
    {
        var section = settings.Section("Redaction");
        var options = new RedactionOptions(section.Flag("Emails") ?? false);
        section.RefuseUnread("Emails");
        return options;
    }
}
