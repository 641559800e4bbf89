namespace Webhooks.Settings;

/// <summary>Reads addresses that may be secrets themselves.</summary>
internal static class WebAddress
{
    /// <summary>An https address, or an http one on this machine.</summary>
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
