using System.Text.RegularExpressions;

namespace Proof.Profile;

/// <summary>Names of methods as one would say them.</summary>
internal static partial class MethodName
{
    /// <summary>Type and method, without namespaces, arguments, and what the compiler makes of a method that awaits.</summary>
    public static string Short(string full)
    {
        var name = Generic().Replace(Arguments().Replace(full, ""), "");
        name = StateMachine().Replace(name, ".$1").Replace('+', '.');
        var parts = name.Split('.', StringSplitOptions.RemoveEmptyEntries);
        return string.Join('.', parts[Math.Max(0, parts.Length - 2)..]);
    }

    [GeneratedRegex(@"\(.*$")]
    private static partial Regex Arguments();

    // Receiver+<AdmitAsync>d__5.MoveNext
    [GeneratedRegex(@"\+?<(\w+)>[^.]*\.MoveNext")]
    private static partial Regex StateMachine();

    [GeneratedRegex(@"`\d+|\[.*?\](?![,\]])")]
    private static partial Regex Generic();
}
