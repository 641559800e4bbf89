import { storageAddresses } from 'types.bicep'

@description('Name of the account, unique in Azure: 3 to 24 lower-case letters and digits.')
param name string

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Copies in three zones of the region instead of one.')
param zoneRedundant bool

@description('Reachable through private endpoints only.')
param isPrivate bool

// The names are those of src/Webhooks.Storage/StorageNames.cs; a test compares them.
var tableNames = [
  'webhooks'
  'status'
  'rollups'
]

// The host would create a poison queue when it first needs one; made here, it can be watched from the first day.
var queueNames = [
  'webhook-events'
  'webhook-events-poison'
  'webhook-notifications'
  'webhook-notifications-poison'
]

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS'
  }
  properties: {
    accessTier: 'Hot'
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
    }
  }
}

// Blobs are packages of code, the host's locks and keys, and large bodies. Tables and queues know no soft delete: what protects the ledger
// is that nobody but the app has a role on it.
resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'
  properties: {
    deleteRetentionPolicy: {
      enabled: true
      days: 7
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: 7
    }
  }
}

resource deployments 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = {
  parent: blobs
  name: 'deployments'
  properties: {
    publicAccess: 'None'
  }
}

// Bodies that are too large for a row.
resource bodies 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = {
  parent: blobs
  name: 'webhook-bodies'
  properties: {
    publicAccess: 'None'
  }
}

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource tables 'Microsoft.Storage/storageAccounts/tableServices/tables@2024-01-01' = [
  for table in tableNames: {
    parent: tableService
    name: table
  }
]

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource queues 'Microsoft.Storage/storageAccounts/queueServices/queues@2024-01-01' = [
  for queue in queueNames: {
    parent: queueService
    name: queue
  }
]

output id string = account.id
output name string = account.name
output addresses storageAddresses = {
  blobEndpoint: account.properties.primaryEndpoints.blob
  queueEndpoint: account.properties.primaryEndpoints.queue
  tableEndpoint: account.properties.primaryEndpoints.table
  deploymentContainer: '${account.properties.primaryEndpoints.blob}${deployments.name}'
}
