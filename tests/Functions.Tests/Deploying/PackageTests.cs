using System.IO.Compression;

namespace Functions.Tests.Deploying;

public sealed class PackageTests : IDisposable
{
    private static readonly string[] Good = ["functions.metadata", "host.json", "worker.config.json", "Functions.dll", "Webhooks.dll", ".azurefunctions/function.deps.json"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("packages-");

    public void Dispose() => folder.Delete(recursive: true);

    [BashFact]
    public async Task A_good_package_passes_as_a_folder_and_as_a_zip()
    {
        var package = Package(Good);

        (await Script.RunAsync("package", [package])).ExitCode.ShouldBe(0);
        (await Script.RunAsync("package", [Zip(package)])).ExitCode.ShouldBe(0);
    }

    [BashFact]
    public async Task Stand_ins_tools_and_settings_of_a_developer_are_refused_wherever_they_lie()
    {
        foreach (var bad in new[] { "StandIns.dll", "bin/standins.DLL", "LocalHost.dll", "local.settings.json" })
        {
            var package = Package([.. Good, bad]);

            foreach (var form in new[] { package, Zip(package) })
            {
                var (exitCode, said) = await Script.RunAsync("package", [form]);
                exitCode.ShouldBe(1, bad);
                said.ShouldContain("it holds");
            }
        }
    }

    [BashFact]
    public async Task A_package_that_Azure_would_find_no_functions_in_is_refused()
    {
        foreach (var needed in Good[..4])
        {
            // Below the root the host does not look.
            var package = Package([.. Good.Except([needed]), "below/" + needed]);

            var (exitCode, said) = await Script.RunAsync("package", [Zip(package)]);
            exitCode.ShouldBe(1, needed);
            said.ShouldContain("it lacks " + needed);
        }
    }

    [BashFact]
    public async Task What_is_no_package_is_refused()
    {
        var broken = Path.Combine(folder.FullName, "broken.zip");
        File.WriteAllText(broken, "no zip");

        (await Script.RunAsync("package", [broken])).ExitCode.ShouldBe(1);
        (await Script.RunAsync("package", [Path.Combine(folder.FullName, "missing.zip")])).ExitCode.ShouldBe(1);
        (await Script.RunAsync("package", [])).ExitCode.ShouldBe(1);
    }

    private string Package(IEnumerable<string> files)
    {
        var package = folder.CreateSubdirectory(Path.GetRandomFileName());
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(package.FullName, file))!);
            File.WriteAllText(Path.Combine(package.FullName, file), "content");
        }

        return package.FullName;
    }

    private static string Zip(string package)
    {
        ZipFile.CreateFromDirectory(package, package + ".zip");
        return package + ".zip";
    }
}
