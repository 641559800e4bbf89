using System.Text.RegularExpressions;

namespace Functions.Tests.Deploying;

public sealed class AccessTests(Deployed deployed) : IClassFixture<Deployed>
{
    private const string Deployer = "00000000-0000-0000-0000-000000000002";
    private const string OtherReceiver = "00000000-0000-0000-0000-000000000005";
    private const string Developer = "00000000-0000-0000-0000-000000000004";

    // Microsoft's list of built-in roles: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
    private static readonly Dictionary<string, string> BuiltIn = new()
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Storage Queue Data Contributor",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
        ["76199698-9eea-4c19-bc75-cec21354c6b6"] = "Storage Table Data Reader",
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "Key Vault Secrets User",
        ["b86a8fe4-44ce-4948-aee5-eccb2c155cd7"] = "Key Vault Secrets Officer",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
    };

    [BicepFact]
    public void The_app_may_do_what_it_has_to_and_no_more() => RolesOf(AzureAnswers.PrincipalId).ShouldBe(
        [
            "Storage Blob Data Owner on storageAccounts", "Storage Queue Data Contributor on storageAccounts", "Storage Table Data Contributor on storageAccounts",
            "Key Vault Secrets User on vaults", "Monitoring Metrics Publisher on components",
        ],
        ignoreOrder: true);

    [BicepFact]
    public void Who_deploys_may_write_secrets_and_no_more() => RolesOf(Deployer).ShouldBe(["Key Vault Secrets Officer on vaults"]);

    [BicepFact]
    public void A_developer_may_use_the_storage_and_nothing_else() => RolesOf(Developer).ShouldBe(
        ["Storage Blob Data Owner on storageAccounts", "Storage Queue Data Contributor on storageAccounts", "Storage Table Data Contributor on storageAccounts"], ignoreOrder: true);

    [BicepFact]
    public void Another_receiver_that_a_source_is_moved_to_may_read_tables_and_nothing_else() => RolesOf(OtherReceiver).ShouldBe(["Storage Table Data Reader on storageAccounts"]);

    [BicepFact]
    public async Task Without_a_developer_only_the_app_and_who_deploys_are_given_roles() =>
        (await Deployed.Example).Texts("Microsoft.Authorization/roleAssignments", "properties.principalId").Distinct().ShouldBe([AzureAnswers.PrincipalId, Infra.Principal], ignoreOrder: true);

    [BicepFact]
    public void Every_role_that_is_given_to_someone_is_in_the_documentation()
    {
        var documentation = File.ReadAllText(RepositoryRoot.Combine("infra", "README.md")).ReplaceLineEndings(" ");

        Given.Select(role => role.Name).ShouldAllBe(name => documentation.Contains(name));
    }

    [BicepFact]
    public void Roles_are_given_in_one_file_only()
    {
        using var infra = new Infra();

        infra.Files.Where(file => File.ReadAllText(file).Contains("Microsoft.Authorization/roleAssignments@")).Select(Path.GetFileName).ShouldBe(["access.bicep"]);
    }

    private IEnumerable<(string Name, string Scope, string Principal)> Given => deployed.Snapshot.All("Microsoft.Authorization/roleAssignments").Select(role =>
    {
        var properties = role.GetProperty("properties");
        // What the role is on comes first in its id; the rest of it may be an expression, as it is made of the principal's id.
        var scope = Regex.Match(role.GetProperty("id").GetString()!, @"/providers/[\w.]+/(\w+)").Groups[1].Value;
        var id = properties.GetProperty("roleDefinitionId").GetString()!.Split('/')[^1];
        return (BuiltIn.GetValueOrDefault(id, id), scope, AzureAnswers.In(properties.GetProperty("principalId").GetString()!));
    });

    private IEnumerable<string> RolesOf(string principal) => Given.Where(role => role.Principal == principal).Select(role => $"{role.Name} on {role.Scope}");
}
