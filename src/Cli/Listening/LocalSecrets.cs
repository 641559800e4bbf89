using Cli.Rendering;
using Cli.Sending;

namespace Cli.Listening;

// How each source signs here: by the local settings, or by the arguments for the one that is named. Null: its events are sent as they came.
internal sealed class LocalSecrets(CliContext context, string? named, string? given, bool isOriginal)
{
    private readonly LocalSettings settings = LocalSettings.Find(context);
    private readonly Dictionary<string, ConfiguredSource?> known = [];

    public ConfiguredSource? Find(string source, Uri to)
    {
        if (isOriginal)
        {
            return null;
        }

        if (!known.TryGetValue(source, out var found))
        {
            known[source] = found = Read(source, to);
        }

        return found;
    }

    private ConfiguredSource? Read(string source, Uri to)
    {
        try
        {
            var found = ConfiguredSource.Find(new SourceArguments(source, null, given, []), settings, to, context.Clock.GetUtcNow());
            return found.Fingerprint is not null ? found : throw new UsageException($"SOURCE: '{source}' has no secret in its settings.");
        }
        catch (UsageException missing) when (named is null)
        {
            context.Error.WriteLine($"Events of {TerminalText.Id(source)} are sent as they came: {missing.Message}");
            return null;
        }
        catch (UsageException missing)
        {
            throw new UsageException($"{missing.Message}{Environment.NewLine}Or give --original, to send events as they came.");
        }
    }
}
