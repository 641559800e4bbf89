using System.ComponentModel;
using System.Diagnostics;

namespace Cli.Rendering;

// Opens a page in the person's browser.
internal static class Browser
{
    // False where there is none.
    public static bool Open(Uri page)
    {
        try
        {
            // The address is one argument: no shell reads it.
            using var started = OperatingSystem.IsWindows() ? Process.Start(new ProcessStartInfo(page.AbsoluteUri) { UseShellExecute = true })
                : Process.Start(new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [page.AbsoluteUri]) { RedirectStandardOutput = true, RedirectStandardError = true });
            return true;
        }
        catch (Exception failure) when (failure is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            return false;
        }
    }
}
