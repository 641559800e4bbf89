namespace Deploying.Parameters;

/// <summary>The folder with azure.yaml: azd starts a hook in the hook's own folder.</summary>
internal static class RepositoryRoot
{
    public static string Find()
    {
        for (var at = new DirectoryInfo(Environment.CurrentDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "azure.yaml")))
            {
                return at.FullName;
            }
        }

        throw new CannotDeployException("There is no azure.yaml here or in a folder above; run this inside the repository.");
    }
}
