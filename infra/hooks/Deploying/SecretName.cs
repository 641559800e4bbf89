using System.Text.RegularExpressions;

namespace Deploying;

/// <summary>The name of a secret in the vault: <c>source-NAME-N</c> or <c>channel-NAME-SETTING</c>, as infra/main.bicep makes it.</summary>
internal sealed partial record SecretName(string Text, string Kind, string Owner, string Part)
{
    /// <summary>The environment variable that may hold the value: <c>SOURCE_CAMERA_LAB_0</c> for <c>source-camera-lab-0</c>.</summary>
    public string Variable => Text.Replace('-', '_').ToUpperInvariant();

    public bool IsOfSource => Kind == "source";

    public static SecretName Read(string text) => Pattern().Match(text) is { Success: true } match
        ? new SecretName(text, match.Groups["kind"].Value, match.Groups["owner"].Value, match.Groups["part"].Value)
        : throw new CannotDeployException($"SECRET_NAMES: '{text}' is neither source-NAME-N nor channel-NAME-SETTING; `azd env refresh` reads the outputs of infra/main.bicep again.");

    [GeneratedRegex("^(?:(?<kind>source)-(?<owner>[a-z0-9-]{1,63})-(?<part>[0-9]{1,2})|(?<kind>channel)-(?<owner>[a-z0-9-]{1,63})-(?<part>[A-Za-z]+))$")]
    private static partial Regex Pattern();
}
