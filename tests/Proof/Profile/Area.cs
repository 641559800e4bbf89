namespace Proof.Profile;

/// <summary>What a library belongs to.</summary>
internal static class Area
{
    public static string Of(string module) => module switch
    {
        _ when IsOurs(module) => $"ours: {module}",
        _ when IsStorage(module) => "clients of storage",
        "System.Net.Http" => "HTTP client",
        "System.Net.Sockets" => "sockets",
        "System.Security.Cryptography" => "cryptography",
        "System.Text.Json" or "System.Private.Xml" or "System.Text.Encodings.Web" or "System.Memory.Data" => "JSON and XML",
        _ when module.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || module.StartsWith("System.IO.Pipelines", StringComparison.Ordinal) => "HTTP server",
        _ when module.StartsWith("Microsoft.Azure.Functions", StringComparison.Ordinal) => "Functions worker",
        _ => $"other: {module}",
    };

    public static bool IsOurs(string module) => module.StartsWith("Webhooks", StringComparison.Ordinal) || module is "Functions" or "LocalHost";

    public static bool IsStorage(string module) => module.StartsWith("Azure.", StringComparison.Ordinal) || module == "System.ClientModel";
}
