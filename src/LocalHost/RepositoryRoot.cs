using LocalHost.Settings;

namespace LocalHost;

internal static class RepositoryRoot
{
    public static string Find() =>
        Above(Directory.GetCurrentDirectory()) ?? Above(AppContext.BaseDirectory)
        ?? throw new CannotStartException("No host.json here or in a folder above: run LocalHost inside the repository.");

    // The build copies host.json beside the app; only the root also has package.json.
    private static string? Above(string? directory) => directory is null || IsRoot(directory)
        ? directory
        : Above(Path.GetDirectoryName(directory));

    private static bool IsRoot(string directory) =>
        File.Exists(Path.Combine(directory, "host.json")) && File.Exists(Path.Combine(directory, "package.json"));
}
