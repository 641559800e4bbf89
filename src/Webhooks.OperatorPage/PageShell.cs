using System.Text;

namespace Webhooks.OperatorPage;

/// <summary>The page before it has data: the same for everyone who asks, so that it needs no key.</summary>
public static class PageShell
{
    /// <summary>
    /// The page may load its own files and call its own server, nothing else; nothing inline runs, no text becomes HTML except in
    /// the one place that names the policy, and no other site may frame it.
    /// </summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types fragments";

    /// <summary>The HTML, with the addresses of this build's files.</summary>
    public static string Html { get; } = Encoding.UTF8.GetString(PageAssets.Current.Find("shell.html")!.Value.Content)
        .Replace("{version}", PageAssets.Current.Version, StringComparison.Ordinal);
}
