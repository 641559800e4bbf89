namespace Functions.Tests.Deploying;

public sealed class BicepTests : IDisposable
{
    private readonly Infra infra = new();

    public void Dispose() => infra.Dispose();

    [BicepFact]
    public async Task Compiler_and_linter_have_nothing_to_say() =>
        (await BicepCompiler.Shared.DiagnoseAsync(infra.Everything)).ShouldBeEmpty();

    [BicepFact]
    public async Task Every_file_is_part_of_the_deployment() =>
        infra.Files.ShouldBeSubsetOf(await BicepCompiler.Shared.FilesAsync(infra.Main));

    [BicepFact]
    public async Task The_parameters_of_the_repository_are_what_main_asks_for() =>
        (await BicepCompiler.Shared.DiagnoseAsync(await infra.ExampleAsync())).ShouldBeEmpty();

    [BicepFact]
    public async Task A_warning_of_the_linter_is_heard()
    {
        infra.Change("identity.bicep", "output id string = identity.id", "output id string = 'always the same'");

        (await BicepCompiler.Shared.DiagnoseAsync(infra.Everything)).ShouldHaveSingleItem().ToString().ShouldStartWith("identity.bicep(17): Warning no-hardcoded-outputs: ");
    }
}
