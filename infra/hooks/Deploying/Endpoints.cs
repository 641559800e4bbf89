namespace Deploying;

/// <summary>Says where everything is, once it is there.</summary>
public static class Endpoints
{
    public static async Task ShowAsync(CancellationToken stop)
    {
        var receiver = Outputs.Text("RECEIVER_URL").TrimEnd('/');
        var sources = Outputs.List("SOURCE_NAMES");
        var (app, group) = (Outputs.Text("AZURE_FUNCTION_NAME"), Outputs.Text("AZURE_RESOURCE_GROUP"));
        var width = sources.Max(source => (int?)source.Length) ?? 0;

        var lines = new List<string> { "", "Give each sender its address:" };
        lines.AddRange(sources.Select(source => $"  {source.PadRight(width)}  {receiver}/api/webhooks/{source}"));
        lines.Add("");
        lines.Add($"Health            {receiver}/api/health");
        lines.Add($"Operator's page   {receiver}/api/operator");
        lines.Add($"Its key           az functionapp keys list --name {app} --resource-group {group} --query functionKeys.default --output tsv");
        if (sources.Count > 0)
        {
            lines.Add("");
            lines.Add("Next, send a delivery as the sender would, signed with the secret that the vault holds (put it into the variable SECRET):");
            lines.Add($"  dotnet run --project src/Cli -- send {sources[0]} --scheme <scheme> --secret env:SECRET --url {receiver}");
        }

        lines.Add("");
        lines.Add("How to set up each sender: docs/senders.");
        await Console.Out.WriteLineAsync(string.Join(Environment.NewLine, lines).AsMemory(), stop);
    }
}
