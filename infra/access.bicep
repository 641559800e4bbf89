@description('Name of the storage account.')
param storageName string

@description('Name of the vault.')
param vaultName string

@description('Name of the Application Insights component.')
param insightsName string

@description('Object id of the identity of the app.')
param appPrincipalId string

@description('Object id of who deploys; empty for nobody.')
param deployerPrincipalId string

@description('What kind of principal deploys.')
param deployerPrincipalType string

@description('Object id of a person or group that uses the storage from a laptop; empty for nobody.')
param developerPrincipalId string

@description('Object ids of the identities of other receivers that may read the ledger, because sources are moved to them.')
param ledgerReaders string[]

// Built-in roles have the same ids everywhere.
var roles = {
  // The host keeps its locks, its keys and the app's package in blobs; its documentation asks for Owner. The app keeps large bodies there.
  'Storage Blob Data Owner': 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  // Contributor, because the app creates what is missing and moves messages to poison queues.
  'Storage Queue Data Contributor': '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  'Storage Table Data Contributor': '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  'Storage Table Data Reader': '76199698-9eea-4c19-bc75-cec21354c6b6'
  'Key Vault Secrets User': '4633458b-17de-408a-b874-0445c86b69e6'
  'Key Vault Secrets Officer': 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
  'Monitoring Metrics Publisher': '3913510d-42f4-4e42-8a64-420c390055eb'
}

var storageRoles = [
  'Storage Blob Data Owner'
  'Storage Queue Data Contributor'
  'Storage Table Data Contributor'
]

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageName
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: vaultName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource appUsesStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in storageRoles: {
    scope: storage
    name: guid(storage.id, appPrincipalId, roles[role])
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles[role])
      principalId: appPrincipalId
      principalType: 'ServicePrincipal'
    }
  }
]

// Its kind is left for Azure to look up: a person or a group.
resource developerUsesStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in storageRoles: if (!empty(developerPrincipalId)) {
    scope: storage
    name: guid(storage.id, developerPrincipalId, roles[role])
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles[role])
      principalId: developerPrincipalId
    }
  }
]

resource movedAppsReadLedger 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for reader in ledgerReaders: {
    scope: storage
    name: guid(storage.id, reader, roles['Storage Table Data Reader'])
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles['Storage Table Data Reader'])
      principalId: reader
      principalType: 'ServicePrincipal'
    }
  }
]

resource appReadsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, appPrincipalId, roles['Key Vault Secrets User'])
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles['Key Vault Secrets User'])
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource appWritesTelemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, appPrincipalId, roles['Monitoring Metrics Publisher'])
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles['Monitoring Metrics Publisher'])
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource deployerWritesSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(deployerPrincipalId)) {
  scope: vault
  name: guid(vault.id, deployerPrincipalId, roles['Key Vault Secrets Officer'])
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles['Key Vault Secrets Officer'])
    principalId: deployerPrincipalId
    principalType: deployerPrincipalType
  }
}
