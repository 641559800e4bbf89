using Azure.Core;

namespace Deploying;

/// <summary>
/// The settings of the app that refer to the vault. Azure reads them when settings change and else once a day: those of a first deployment
/// were written before the vault held what they refer to, so that the app could not start until tomorrow.
/// <see href="https://learn.microsoft.com/azure/app-service/app-service-key-vault-references" />
/// </summary>
internal static class SecretReferences
{
    public static async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var manager = new ResourceManager();
        var refresh = manager.Address($"{Outputs.Text("AZURE_FUNCTION_ID")}/config/configreferences/appsettings/refresh", "2022-03-01");
        var (_, problem) = await manager.SendAsync(RequestMethod.Post, refresh, cancellationToken);
        if (problem is not null)
        {
            throw new CannotDeployException(
                $"The vault holds all secrets, but Azure did not have the app read them ({problem}). Until it does, the app may not start.",
                $"Ask again by azd hooks run postprovision, or by: az rest --method post --url \"{refresh}\"");
        }

        Console.WriteLine("The app reads its secrets anew.");
    }
}
