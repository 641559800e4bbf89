using LocalHost.Settings;
using LocalHost.Storage;

namespace Functions.Tests.LocalHost;

public sealed class NodeToolsTests
{
    [AzuriteFact]
    public async Task Why_npm_fails_is_told()
    {
        using var folder = new Folder();
        folder.Write("package.json", "{}");

        var failure = await Should.ThrowAsync<CannotStartException>(new NodeTools(folder.Path, _ => { }).InstallAzuriteAsync(CancellationToken.None));

        failure.Failures[0].ShouldStartWith("npm ci failed;");
        failure.Message.ShouldContain("package-lock.json");
    }
}
