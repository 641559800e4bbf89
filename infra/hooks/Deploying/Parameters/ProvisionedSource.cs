using System.Text.RegularExpressions;
using Webhooks.Settings;
using Webhooks.Signatures.Presets;

namespace Deploying.Parameters;

/// <summary>A source as infra/main.parameters.json describes it, with the flat settings that the app will get.</summary>
internal sealed partial record ProvisionedSource(string Name, string Scheme, int Secrets, string? ExpectedInterval, IReadOnlyList<KeyValuePair<string, string?>> Settings)
{
    /// <summary>The type <c>interval</c> in infra/types.bicep.</summary>
    public static IReadOnlyList<string> Intervals { get; } = ["PT30M", "PT1H", "PT2H", "PT3H", "PT4H", "PT5H", "PT6H", "P1D", "P2D"];

    /// <summary>Whether the app starts before this source has a secret: FastPix shows it only once it has seen the address answer.</summary>
    public bool MayWaitForSecret => SchemeCatalog.Find(Scheme) is { AnswersBeforeSecret: true };

    public IEnumerable<string> Problems()
    {
        if (!NamePattern().IsMatch(Name))
        {
            return [$"sources: '{Name}' is no name of a source; it has 1 to 63 lower-case letters, digits and hyphens, like camera-lab."];
        }

        var secrets = SettingPrefix.Source(Name) + "Secrets__";
        var reader = new SettingsReader(Settings);
        SourceSettings.Read(reader);
        return
        [
            // The values of the secrets are not here, and references are resolved in Azure; all else the receiver reads as it will read it there.
            .. reader.Problems.Where(problem => !problem.StartsWith(secrets, StringComparison.Ordinal) && !problem.Contains("Key Vault reference was not resolved", StringComparison.Ordinal)),
            .. Secrets == 0 && !MayWaitForSecret ? [$"sources, {Name}: secrets is 0, so nothing could be verified; only a source whose sender shows its secret after its address has answered, such as fastpix, may start so."] : Array.Empty<string>(),
            .. ExpectedInterval is null || Intervals.Contains(ExpectedInterval) ? Array.Empty<string>()
                : [$"sources, {Name}: expectedInterval '{ExpectedInterval}' is none that Azure Monitor can look back over; choose one of {string.Join(", ", Intervals)}, or leave it out to be told of no silence."],
        ];
    }

    [GeneratedRegex("^[a-z0-9-]{1,63}$")]
    private static partial Regex NamePattern();
}
