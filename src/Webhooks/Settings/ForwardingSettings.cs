using Webhooks.Forwarding;

namespace Webhooks.Settings;

public static class ForwardingSettings
{
    public static IReadOnlyList<ForwardingOptions> Read(SettingsReader settings)
    {
        var all = settings.Section("Forwarding");
        var configured = SourceSettings.Names(settings);
        return [.. all.Children().Select(name => Read(name, all.Section(name), configured)).OfType<ForwardingOptions>()];
    }

    private static ForwardingOptions? Read(string name, SettingsReader section, IReadOnlyList<string> configured)
    {
        var text = section.Text("Url");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || !(url.Scheme == Uri.UriSchemeHttps || url.IsLoopback))
        {
            section.Refuse("Url", "it is not an https address, for example https://crm.example.com/hooks");
            url = null;
        }

        var secret = SecretSettings.ReadSigning(section);
        var (sources, types) = (SourceSettings.Named(section, configured), section.Texts("Types"));
        var timeout = section.Span("Timeout", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(4));
        section.RefuseUnread("Url, Secret, Sources__<n>, Types__<n>, Timeout");
        return url is null || secret is null ? null : new ForwardingOptions
        {
            Name = name,
            Url = url,
            Secret = secret,
            Sources = sources,
            Types = [.. types.Select(item => item.Text)],
            Timeout = timeout ?? TimeSpan.FromSeconds(15),
        };
    }
}
