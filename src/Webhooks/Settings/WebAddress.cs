namespace Webhooks.Settings;

internal static class WebAddress
{
    public static Uri? Read(SettingsReader section, string name, string example)
    {
        if (section.Text(name) is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url) && url.UserInfo.Length == 0
            && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
        {
            return url;
        }

        section.Refuse(name, $"it is not an https address; write it like {example}");
        return null;
    }
}
