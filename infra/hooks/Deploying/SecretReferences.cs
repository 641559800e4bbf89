using Azure.Core;

namespace Deploying;

/// <summary>
/// The settings of the app that refer to the vault. Azure reads them when settings change and else once a day: those of a first deployment
/// were written before the vault held what they refer to, so that the app could not start until tomorrow.
/// <see href="https://learn.microsoft.com/azure/app-service/app-service-key-vault-references" />
/// </summary>
internal sealed class SecretReferences
{
    private readonly ResourceManager manager = new();
    private readonly Uri references;
    private readonly Uri refresh;

    private SecretReferences()
    {
        var all = $"{Outputs.Text("AZURE_FUNCTION_ID")}/config/configreferences/appsettings";
        references = manager.Address(all, "2022-03-01");
        refresh = manager.Address($"{all}/refresh", "2022-03-01");
    }

    public static Task RefreshAsync(CancellationToken cancellationToken) => new SecretReferences().UntilResolvedAsync(cancellationToken);

    // Azure takes the order at once, and says only afterwards whether it could read: the app's own role may not be known yet either.
    private async Task UntilResolvedAsync(CancellationToken cancellationToken)
    {
        var patience = new Patience();
        for (var said = false; ; said = true)
        {
            await OrderAsync(cancellationToken);
            var (answer, problem) = await manager.SendAsync(RequestMethod.Get, references, cancellationToken);
            var listed = answer is null ? [] : SecretReference.Read(answer);
            if (listed.Count == 0)
            {
                Console.WriteLine($"The app was told to read its secrets anew, but whether it did could not be checked ({problem ?? "the answer lists no references"}). Look at the app's environment variables in the portal.");
                return;
            }

            var open = listed.Where(reference => !reference.IsResolved).ToList();
            if (open.Count == 0)
            {
                Console.WriteLine("The app has read its secrets.");
                return;
            }

            if (patience.IsOver)
            {
                throw new CannotDeployException([
                    "The vault holds all secrets, but Azure cannot read these for the app, which may not start without them:",
                    .. open.Select(reference => $"  {reference.Setting}: {reference.Status}: {reference.Remedy}"),
                    "Then ask again: azd hooks run postprovision"]);
            }

            if (!said)
            {
                Console.WriteLine($"The app cannot read all of its secrets yet ({open[0].Setting}: {open[0].Status}). This takes a few minutes after a first deployment; waiting up to {patience.Span:c} ...");
            }

            await Task.Delay(Patience.Pause, TimeProvider.System, cancellationToken);
        }
    }

    private async Task OrderAsync(CancellationToken cancellationToken)
    {
        var (_, problem) = await manager.SendAsync(RequestMethod.Post, refresh, cancellationToken);
        if (problem is not null)
        {
            throw new CannotDeployException(
                $"The vault holds all secrets, but Azure did not have the app read them ({problem}). Until it does, the app may not start.",
                $"Ask again by azd hooks run postprovision, or by: az rest --method post --url \"{refresh}\"");
        }
    }
}
