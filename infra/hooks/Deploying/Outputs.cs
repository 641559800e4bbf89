using System.Text.Json;

namespace Deploying;

/// <summary>What main.bicep put out. azd hands it to its hooks as environment variables; lists are JSON.</summary>
internal static class Outputs
{
    public static string Text(string name) => Find(name) ??
        throw new CannotDeployException($"{name} is missing, an output of infra/main.bicep. Run this by azd, after `azd provision`: azd hooks run <name of the hook>.");

    public static string? Find(string name) =>
        Environment.GetEnvironmentVariable(name)?.Trim() is { Length: > 0 } text ? text : null;

    public static bool IsTrue(string? text) => Boolean(text) is true;

    /// <summary>As azd reads a boolean: by strconv.ParseBool of Go. Null for what that does not take.</summary>
    public static bool? Boolean(string? text) => text switch
    {
        "1" or "t" or "T" or "TRUE" or "true" or "True" => true,
        "0" or "f" or "F" or "FALSE" or "false" or "False" => false,
        _ => null,
    };

    public static IReadOnlyList<string> List(string name)
    {
        try
        {
            return JsonSerializer.Deserialize(Text(name), OutputsJson.Default.StringArray) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new CannotDeployException($"{name} is not a JSON list of texts; `azd env refresh` reads the outputs of infra/main.bicep again.");
        }
    }
}
