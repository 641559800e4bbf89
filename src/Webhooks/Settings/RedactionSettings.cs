using Webhooks.Redacting;

namespace Webhooks.Settings;

public static class RedactionSettings
{
    public static RedactionOptions Read(SettingsReader settings)
    {
        var section = settings.Section("Redaction");
        var options = new RedactionOptions(section.Flag("Emails") ?? false);
        section.RefuseUnread("Emails");
        return options;
    }
}
