using System.Globalization;
using Deploying.Parameters;

namespace Deploying;

/// <summary>What must hold before azd provisions. The .NET SDK is there, or this would not run; azd's version is for azure.yaml to demand.</summary>
public static class Prerequisites
{
    public static async Task CheckAsync(CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        if (Environment.Version.Major < 10)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $".NET {Environment.Version.Major} runs this; install the .NET SDK 10."));
        }

        var parameters = DeployParameters.Read();
        problems.AddRange(parameters.Problems());
        problems.AddRange(await NetworkPrerequisites.ProblemsAsync(parameters, cancellationToken));
        if (problems.Count > 0)
        {
            throw new CannotDeployException([.. problems, "Correct that (sources and other parameters: infra/main.parameters.json); nothing was provisioned."]);
        }

        Console.WriteLine($"Sources to be provisioned: {string.Join(", ", parameters.Sources.Select(source => $"{source.Name} ({source.Scheme})"))}.");
        if (AlertRecipients.IsNobody(parameters.OperatorEmail))
        {
            Console.WriteLine("Alerts will reach nobody: operatorEmail is none.");
        }
    }
}
