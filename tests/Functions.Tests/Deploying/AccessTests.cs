using System.Text.RegularExpressions;

namespace Functions.Tests.Deploying;

public sealed partial class AccessTests
{
    // Microsoft's list of built-in roles: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
    private static readonly Dictionary<string, string> BuiltIn = new()
    {
        ["Storage Blob Data Owner"] = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
        ["Storage Queue Data Contributor"] = "974c5e8b-45b9-4653-ba55-5f855dd0fb88",
        ["Storage Table Data Contributor"] = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
        ["Key Vault Secrets User"] = "4633458b-17de-408a-b874-0445c86b69e6",
        ["Key Vault Secrets Officer"] = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
        ["Monitoring Metrics Publisher"] = "3913510d-42f4-4e42-8a64-420c390055eb",
    };

    [Fact]
    public void Every_role_is_named_as_Microsoft_names_its_id() => Infra.Pairs(Infra.Text("access.bicep")).ShouldBe(BuiltIn, ignoreOrder: true);

    [Fact]
    public void Every_role_is_given_to_someone()
    {
        var assigned = Infra.Text("access.bicep").Split("\nresource ", 2)[1] + string.Concat(Infra.List("access.bicep", "storageRoles").Select(role => $"'{role}'"));

        BuiltIn.Keys.ShouldAllBe(role => assigned.Contains($"'{role}'"));
    }

    [Fact]
    public void Roles_are_given_in_one_file_only() =>
        Infra.Files.Where(file => RoleOrId().IsMatch(Infra.Text(file))).ShouldBe(["access.bicep"]);

    [GeneratedRegex("roleAssignments|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}")]
    private static partial Regex RoleOrId();
}
