namespace Webhooks.Settings;

// A move of a source from one receiver to another. No problem repeats what may hold the key of an account.
internal static class MovingSettings
{
    public const string Known = "MovedTo, MovedFrom";

    public static (Uri? To, string? From) Read(SettingsReader source)
    {
        const string Example = "https://hooks-2.example.com";
        var to = WebAddress.Read(source, "MovedTo", Example);
        var from = source.Text("MovedFrom")?.Trim();
        if (to is not null && (to.Query.Length > 0 || to.Fragment.Length > 0 || to.AbsolutePath.Contains("/webhooks", StringComparison.OrdinalIgnoreCase)))
        {
            source.Refuse("MovedTo", $"write the address of the other receiver alone, like {Example}; /api/webhooks/<name> is added to it");
        }

        if (to is not null && from is not null)
        {
            source.Refuse("MovedFrom", "a source that was moved here cannot be moved on yet: wait until its Retention is over since the first move, then remove MovedFrom, then set MovedTo");
        }

        return (to, from);
    }
}
