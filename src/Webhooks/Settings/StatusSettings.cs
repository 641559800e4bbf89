using Webhooks.Status;

namespace Webhooks.Settings;

public static class StatusSettings
{
    public static StatusOptions Read(SettingsReader settings)
    {
        var section = settings.Section("Status");
        var options = new StatusOptions(section.Span("Retention", TimeSpan.FromDays(1), TimeSpan.FromDays(3650)) ?? StatusOptions.DefaultRetention);
        section.RefuseUnread("Retention");
        return options;
    }
}
