targetScope = 'subscription'

import { namesOf, resourceNames } from 'names.bicep'
import { alertThresholds, notificationChannel, webhookSource } from 'types.bicep'

@description('Name of this deployment, such as test or production. Names of resources are made from it, the subscription and the region.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('Azure region of everything. It must offer Flex Consumption: `az functionapp list-flexconsumption-locations`.')
@minLength(1)
@metadata({ azd: { type: 'location' } })
param location string

@description('Object id of who deploys: it may write secrets into the vault. Empty for nobody; then give someone the role Key Vault Secrets Officer yourself.')
param principalId string = ''

@description('What principalId is: a person, or the service principal of a pipeline.')
@allowed(['User', 'Group', 'ServicePrincipal'])
param principalType string = 'User'

@description('Object id of a person or group that may read and write tables, queues and blobs: whoever runs the app on a laptop against this storage. Empty for nobody, which is right for production.')
param developerPrincipalId string = ''

@description('Object ids of the identities of other receivers that sources of this one are moved to: while they ask what is known here, they read its tables and nothing else.')
param ledgerReaders string[] = []

@description('The senders. Values of secrets never pass through here: a hook, or `az keyvault secret set`, puts them into the vault.')
@minLength(1)
param sources webhookSource[]

@description('Channels of the receiver\'s own notifications. Empty: notifications are written to the log only.')
param channels notificationChannel[] = []

@description('Any other settings of the app by their whole name, for example { Processing__MaxAttempts: "10" }. For one with a secret write a Key Vault reference as its value.')
param otherSettings object = {}

@description('Instances that always run and serve HTTP. Senders close the connection after 10 s, some after 5 s, and a cold start takes some seconds of that. 0 saves their price and leaves the first delivery after a pause to the sender\'s retry. With zoneRedundant at least 2 run.')
@minValue(0)
param alwaysReadyInstances int = 1

@description('The most instances, of all functions together. 40 is the least that Azure takes; one instance accepts some hundred deliveries a second, so 40 is no limit but a bound on what a flood can cost.')
@minValue(40)
@maxValue(1000)
param maximumInstances int = 40

@description('Memory of an instance, in MB. 2048 has one core and serves 16 requests at once; 512 has a quarter of a core and starts slower than senders wait.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('HTTP requests that an instance serves at once before Azure adds another. A delivery waits for storage most of its time, some 10 ms, so 32 is easy for one core. Where MaxBodyBytes of a source is large, fewer: what they hold must fit half of the memory.')
@minValue(1)
@maxValue(1000)
param httpConcurrency int = 32

@description('E-mail addresses that alerts go to, separated by commas, such as one@example.com, two@example.com; or the word none: alerts are in the portal only. It has no default, so that nobody disarms alerts by leaving it out. For Slack use the address of a channel (channel details, Integrations): a webhook of Slack does not understand what Azure Monitor posts.')
@minLength(1)
param operatorEmail string

@description('When alert rules fire; types.bicep says what each threshold means, alerts.bicep has the defaults.')
param thresholds alertThresholds = {}

@description('Days that logs are kept. 30 are in the price.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Gigabytes of logs a day after which Azure takes no more until the next day; -1 for no limit. A delivery makes about 5 KB of them. When it is reached, alerts are blind, and the rule on a stopped receiver says so.')
@minValue(-1)
param logQuotaGb int = 5

@description('Storage in three zones and instances in several. Choose at the start: an account cannot simply be changed later. About doubles the price of what always runs.')
param zoneRedundant bool = false

@description('A virtual network of its own: storage and vault are then reachable from inside only. Without one, roles alone guard them.')
param vnetEnabled bool = false

@description('Address range of that network, at least a /26, where the default collides with one that it is to be connected to. Giving one enables the network, too.')
param networkAddressPrefix string = ''

@description('Public IPv4 addresses or ranges that reach the vault in spite of the network, such as that of the machine which deploys: it writes the secrets.')
param vaultAllowedAddresses string[] = []

@description('A host name of your own, such as hooks.example.com. Before deploying, its CNAME record must name the address Azure gave the app, and a TXT record asuid.<name> must hold the app\'s verification id. Empty: only the address Azure gives.')
param customDomain string = ''

@description('Names of your own for resources; without them names are made from subscription, environment and region.')
param names resourceNames = {}

var token = uniqueString(subscription().id, environmentName, location)
var tags = { 'azd-env-name': environmentName }
var isPrivate = vnetEnabled || !empty(networkAddressPrefix)
var nameOf = namesOf(environmentName, token, names)

resource group 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: nameOf.resourceGroup
  location: location
  tags: tags
}

module identity 'identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: nameOf.identity
    location: location
    tags: tags
  }
}

module storage 'storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    name: nameOf.storage
    location: location
    tags: tags
    zoneRedundant: zoneRedundant
    isPrivate: isPrivate
  }
}

module keyVault 'keyVault.bicep' = {
  name: 'keyVault'
  scope: group
  params: {
    name: nameOf.vault
    location: location
    tags: tags
    isPrivate: isPrivate
    allowedAddresses: vaultAllowedAddresses
    workspaceId: monitoring.outputs.workspaceId
  }
}

module monitoring 'monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    workspaceName: nameOf.workspace
    insightsName: nameOf.insights
    location: location
    tags: tags
    retentionDays: logRetentionDays
    dailyQuotaGb: logQuotaGb
  }
}

module access 'access.bicep' = {
  name: 'access'
  scope: group
  params: {
    storageName: storage.outputs.name
    vaultName: keyVault.outputs.name
    insightsName: monitoring.outputs.insightsName
    appPrincipalId: identity.outputs.principalId
    deployerPrincipalId: principalId
    deployerPrincipalType: principalType
    developerPrincipalId: developerPrincipalId
    ledgerReaders: ledgerReaders
  }
}

module network 'network.bicep' = if (isPrivate) {
  name: 'network'
  scope: group
  params: {
    name: nameOf.network
    location: location
    tags: tags
    addressPrefix: empty(networkAddressPrefix) ? '10.20.0.0/26' : networkAddressPrefix
    storageId: storage.outputs.id
    vaultId: keyVault.outputs.id
  }
}

module functionApp 'functionApp.bicep' = {
  name: 'functionApp'
  scope: group
  params: {
    name: nameOf.app
    planName: nameOf.plan
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storage: storage.outputs.addresses
    vaultUri: keyVault.outputs.uri
    insightsConnectionString: monitoring.outputs.connectionString
    subnetId: isPrivate ? network!.outputs.appSubnetId : ''
    environmentName: environmentName
    customDomain: customDomain
    zoneRedundant: zoneRedundant
    alwaysReadyInstances: alwaysReadyInstances
    maximumInstances: maximumInstances
    instanceMemoryMB: instanceMemoryMB
    httpConcurrency: httpConcurrency
    sources: sources
    channels: channels
    otherSettings: otherSettings
  }
  // An app that starts before its identity has its roles fails until it is started again.
  dependsOn: [
    access
  ]
}

module domain 'customDomain.bicep' = if (!empty(customDomain)) {
  name: 'customDomain'
  scope: group
  params: {
    appName: functionApp.outputs.name
    planId: functionApp.outputs.planId
    location: location
    tags: tags
    domain: customDomain
  }
}

module alerts 'alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    name: nameOf.alerts
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    emails: toLower(trim(operatorEmail)) == 'none' ? [] : filter(map(split(operatorEmail, ','), email => trim(email)), email => !empty(email))
    sources: sources
    thresholds: thresholds
  }
}

// azd writes these into its environment; hooks read them there.
output AZURE_LOCATION string = location
output AZURE_TENANT_ID string = tenant().tenantId
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_FUNCTION_NAME string = functionApp.outputs.name
output AZURE_FUNCTION_ID string = functionApp.outputs.id
output AZURE_RESOURCE_MANAGER_ENDPOINT string = environment().resourceManager
output AZURE_STORAGE_NAME string = storage.outputs.name
output AZURE_IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId
output AZURE_KEY_VAULT_NAME string = keyVault.outputs.name
output AZURE_KEY_VAULT_ENDPOINT string = keyVault.outputs.uri
output SERVICE_RECEIVER_NAME string = functionApp.outputs.name
output RECEIVER_URL string = 'https://${functionApp.outputs.hostName}'
output HEALTH_URL string = 'https://${functionApp.outputs.hostName}/api/health'
output WORKBOOK_URL string = '${environment().portal}/#resource${monitoring.outputs.workbookId}/workbook'
output SOURCE_NAMES array = map(sources, source => source.name)
output SECRET_NAMES array = functionApp.outputs.secretNames
