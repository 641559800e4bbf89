namespace Cli.Tests;

/// <summary>A test that needs a terminal, which util-linux's script(1) gives it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute() => Skip = OperatingSystem.IsLinux() && File.Exists("/usr/bin/script") ? null : "There is no script(1) of util-linux here.";
}
