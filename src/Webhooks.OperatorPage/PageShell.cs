using System.Text;

namespace Webhooks.OperatorPage;

/// <summary>The page without data. It is the same for everyone, so it needs no key.</summary>
public static class PageShell
{
    /// <summary>Own files and own server only, nothing inline, HTML from text only through the trusted type "fragments", no frames.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types fragments";

    public static string Html { get; } = Encoding.UTF8.GetString(PageAssets.Find("shell.html")!.Value.Content)
        .Replace("{version}", PageAssets.Version, StringComparison.Ordinal);
}
