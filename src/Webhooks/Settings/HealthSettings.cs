using Webhooks.Monitoring;

namespace Webhooks.Settings;

public static class HealthSettings
{
    public static HealthOptions Read(SettingsReader settings)
    {
        var section = settings.Section("Health");
        var defaults = new HealthOptions();
        var options = new HealthOptions
        {
            MaxBacklogAge = section.Span("MaxBacklogAge", TimeSpan.FromMinutes(1), TimeSpan.FromDays(7)) ?? defaults.MaxBacklogAge,
            MaxClockSkew = section.Span("MaxClockSkew", TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5)) ?? defaults.MaxClockSkew,
        };
        section.RefuseUnread("MaxBacklogAge, MaxClockSkew");
        return options;
    }
}
