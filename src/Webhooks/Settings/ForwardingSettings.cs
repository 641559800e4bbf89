using Webhooks.Forwarding;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Settings;

public static class ForwardingSettings
{
    public static IReadOnlyList<ForwardingOptions> Read(SettingsReader settings)
    {
        var all = settings.Section("Forwarding");
        return [.. all.Children().Select(name => Read(name, all.Section(name))).OfType<ForwardingOptions>()];
    }

    private static ForwardingOptions? Read(string name, SettingsReader section)
    {
        var text = section.Text("Url");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || !(url.Scheme == Uri.UriSchemeHttps || url.IsLoopback))
        {
            section.Refuse("Url", "it is not an https address, for example https://crm.example.com/hooks");
            url = null;
        }

        var problem = "it is missing; write whsec_ and the Base64 of 24 or more random bytes";
        var value = section.Text("Secret");
        var unresolved = value is not null && SecretSettings.RefusesReference(section, "Secret", value);
        var secret = value is null || unresolved ? null : Secret.Read(value, [KeyForm.Whsec], out problem);
        if (secret is null && !unresolved)
        {
            section.Refuse("Secret", problem);
        }

        var (sources, types) = (section.Texts("Sources"), section.Texts("Types"));
        var timeout = section.Span("Timeout", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(4));
        section.RefuseUnread("Url, Secret, Sources__<n>, Types__<n>, Timeout");
        return url is null || secret is null ? null : new ForwardingOptions
        {
            Name = name,
            Url = url,
            Secret = secret,
            Sources = [.. sources.Select(item => item.Text)],
            Types = [.. types.Select(item => item.Text)],
            Timeout = timeout ?? TimeSpan.FromSeconds(15),
        };
    }
}
