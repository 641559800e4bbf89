using System.Text.Json;

namespace Deploying;

/// <summary>What main.bicep put out. azd hands it to its hooks as environment variables; lists are JSON.</summary>
internal static class Outputs
{
    public static string Text(string name) => Find(name) ??
        throw new CannotDeployException($"{name} is missing, an output of infra/main.bicep. Run this by azd, after `azd provision`: azd hooks run <name of the hook>.");

    public static string? Find(string name) =>
        Environment.GetEnvironmentVariable(name)?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>As azd reads a boolean.</summary>
    public static bool IsTrue(string? text) => text is "1" || (bool.TryParse(text, out var value) && value);

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
