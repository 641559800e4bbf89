using System.ComponentModel;
using System.Diagnostics;

namespace Cli.Rendering;

internal static class Browser
{
    private static readonly string[] Displays = ["DISPLAY", "WAYLAND_DISPLAY"];

    // On Linux, without a display there is none, and xdg-open would start one that takes over the terminal.
    public static bool Open(Uri address)
    {
        if (OperatingSystem.IsLinux() && Displays.All(name => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name))))
        {
            return false;
        }

        try
        {
            using var process = Process.Start(new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true });
            return true;
        }
        catch (Exception failure) when (failure is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            return false;
        }
    }
}
