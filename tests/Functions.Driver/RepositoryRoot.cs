namespace Functions.Driver;

internal static class RepositoryRoot
{
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    public static string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find(string directory) => File.Exists(System.IO.Path.Combine(directory, "Functions.sln"))
        ? directory
        : Find(Directory.GetParent(directory)?.FullName ?? throw new DirectoryNotFoundException("The tests do not run inside the repository."));
}
