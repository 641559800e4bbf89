namespace Deploying;

/// <summary>Says where everything is, once it is there.</summary>
public static class Endpoints
{
    public static async Task ShowAsync(CancellationToken cancellationToken)
    {
        var receiver = Outputs.Text("RECEIVER_URL").TrimEnd('/');
        var sources = Outputs.List("SOURCE_NAMES");
        var secrets = Outputs.List("SECRET_NAMES").Select(SecretName.Read).ToList();
        var (app, group) = (Outputs.Text("AZURE_FUNCTION_NAME"), Outputs.Text("AZURE_RESOURCE_GROUP"));
        var width = sources.Max(source => (int?)source.Length) ?? 0;

        var lines = new List<string> { "", "Give each sender its address:" };
        lines.AddRange(sources.Select(source => $"  {source.PadRight(width)}  {receiver}/api/webhooks/{source}"));
        foreach (var waiting in sources.Where(source => !secrets.Any(secret => secret.IsOfSource && secret.Owner == source)))
        {
            lines.Add($"{waiting} has no secret yet and accepts no events. Give its sender the address; once the sender shows the secret, set `secrets` of {waiting} to 1 in infra/main.parameters.json, and run azd up.");
        }

        lines.Add("");
        lines.Add($"Health            {receiver}/api/health");
        lines.Add($"Operator's page   {receiver}/api/operator");
        lines.Add($"Workbook          {Outputs.Text("WORKBOOK_URL")}");
        lines.Add($"Its key           az functionapp keys list --name {app} --resource-group {group} --query functionKeys.default --output tsv");
        if (sources.Count > 0)
        {
            lines.Add("");
            lines.Add("Next, send a delivery as the sender would, signed with the secret that the vault holds (put it into the variable SECRET):");
            lines.Add($"  dotnet run --project src/Cli -- send {sources[0]} --scheme <scheme> --secret env:SECRET --url {receiver}");
        }

        lines.Add("");
        lines.Add("How to set up each sender: docs/senders.");
        await Console.Out.WriteLineAsync(string.Join(Environment.NewLine, lines).AsMemory(), cancellationToken);
    }
}
