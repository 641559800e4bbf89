namespace Functions.Tests.Deploying;

/// <summary>Texts that the compiler takes with any letter changed, as Azure's types leave them open. What Azure does not know fails only when deployed, or does nothing.</summary>
public sealed class OpenEnumTests(Deployed deployed) : IClassFixture<Deployed>
{
    private static readonly (string Type, string Path, string Known)[] Open =
    [
        ("Microsoft.Authorization/roleAssignments", "properties.principalType", "ServicePrincipal"),
        ("Microsoft.Insights/components", "properties.Application_Type", "web"),
        ("Microsoft.Insights/components", "properties.IngestionMode", "LogAnalytics"),
        ("Microsoft.Insights/scheduledQueryRules", "kind", "LogAlert"),
        ("Microsoft.Insights/scheduledQueryRules", "properties.criteria.allOf.*.operator", "GreaterThan LessThan"),
        ("Microsoft.Insights/scheduledQueryRules", "properties.criteria.allOf.*.timeAggregation", "Count Maximum"),
        ("Microsoft.KeyVault/vaults", "properties.networkAcls.bypass", "None"),
        ("Microsoft.KeyVault/vaults", "properties.networkAcls.defaultAction", "Deny"),
        ("Microsoft.KeyVault/vaults", "properties.publicNetworkAccess", "Enabled"),
        ("Microsoft.KeyVault/vaults", "properties.sku.family", "A"),
        ("Microsoft.Network/virtualNetworks", "properties.subnets.*.properties.delegations.*.properties.serviceName", "Microsoft.App/environments"),
        ("Microsoft.Network/virtualNetworks", "properties.subnets.*.properties.privateEndpointNetworkPolicies", "Enabled"),
        ("Microsoft.Storage/storageAccounts", "kind", "StorageV2"),
        ("Microsoft.Storage/storageAccounts", "properties.minimumTlsVersion", "TLS1_2"),
        ("Microsoft.Storage/storageAccounts", "properties.networkAcls.bypass", "None"),
        ("Microsoft.Storage/storageAccounts", "properties.networkAcls.defaultAction", "Deny"),
        ("Microsoft.Storage/storageAccounts", "properties.publicNetworkAccess", "Disabled"),
        ("Microsoft.Storage/storageAccounts", "sku.name", "Standard_ZRS"),
        ("Microsoft.Web/serverfarms", "kind", "functionapp"),
        ("Microsoft.Web/serverfarms", "sku.name", "FC1"),
        ("Microsoft.Web/serverfarms", "sku.tier", "FlexConsumption"),
        ("Microsoft.Web/sites", "kind", "functionapp,linux"),
        ("Microsoft.Web/sites", "properties.functionAppConfig.deployment.storage.authentication.type", "UserAssignedIdentity"),
        ("Microsoft.Web/sites", "properties.functionAppConfig.deployment.storage.type", "blobContainer"),
        ("Microsoft.Web/sites", "properties.functionAppConfig.scaleAndConcurrency.alwaysReady.*.name", "http"),
        ("Microsoft.Web/sites", "properties.siteConfig.minTlsVersion", "1.2"),
        ("Microsoft.Web/sites/config", "properties.AzureWebJobsStorage__credential", "managedidentity"),
    ];

    [BicepFact]
    public void Texts_that_the_compiler_leaves_open_are_those_that_Azure_knows() => Open
        .Select(text => text with { Known = string.Join(' ', deployed.Snapshot.Texts(text.Type, text.Path).Distinct().Order()) })
        .ShouldBe(Open);
}
