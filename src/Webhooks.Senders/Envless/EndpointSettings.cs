using Webhooks.Settings;

namespace Webhooks.Senders.Envless;

public static class EndpointSettings
{
    /// <summary>Reads the rule. Invalid settings are reported in the reader's problems.</summary>
    public static EndpointFailureRule Read(SettingsReader settings)
    {
        var section = settings.Section("Envless");
        var rule = new EndpointFailureRule(
            section.Number("FailureThreshold", 1, 1000) ?? EndpointFailureRule.Default.Threshold,
            section.Texts("ImportantEndpoints").Select(endpoint => endpoint.Text).ToHashSet(StringComparer.OrdinalIgnoreCase));
        section.RefuseUnread("FailureThreshold, ImportantEndpoints__<n>");
        return rule;
    }
}
