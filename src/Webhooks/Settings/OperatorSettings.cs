using Webhooks.Raw;

namespace Webhooks.Settings;

public static class OperatorSettings
{
    /// <summary>The setting that lets raw bodies out, for messages.</summary>
    public const string RawBodies = "Operator__RawBodies";

    public static OperatorOptions Read(SettingsReader settings)
    {
        var section = settings.Section("Operator");
        var options = new OperatorOptions(section.Flag("RawBodies") ?? false);
        section.RefuseUnread("RawBodies");
        return options;
    }
}
