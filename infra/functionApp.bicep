import { notificationChannel, storageAddresses, webhookSource } from 'types.bicep'

@description('Name of the app, unique in Azure: it stands in its address.')
param name string

@description('Name of the plan.')
param planName string

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Id of the identity the app acts as.')
param identityId string

@description('Client id of that identity.')
param identityClientId string

@description('Addresses of the storage account.')
param storage storageAddresses

@description('Address of the vault, with a slash at its end.')
param vaultUri string

@description('Connection string of Application Insights. No credential: who writes there needs a role.')
param insightsConnectionString string

@description('Id of the subnet the app reaches storage and vault through; empty for the public network.')
param subnetId string

@description('Name of the deployment, for messages to people.')
param environmentName string

@description('The own host name of the app in links of notifications; empty for the one Azure gives.')
param customDomain string

@description('Instances in several zones of the region.')
param zoneRedundant bool

@description('Instances that always run and serve HTTP.')
param alwaysReadyInstances int

@description('The most instances.')
param maximumInstances int

@description('Memory of an instance, in MB.')
param instanceMemoryMB int

@description('HTTP requests that an instance serves at once.')
param httpConcurrency int

@description('The senders.')
param sources webhookSource[]

@description('Channels of notifications.')
param channels notificationChannel[]

@description('Any other settings of the app by their whole name.')
param otherSettings object

// Azure takes no hyphen in the name of an app setting on Linux; the app reads the underscore as one.
var sourceSettings = flatten(map(sources, source => concat(
  [{ key: 'Sources__${replace(source.name, '-', '_')}__Scheme', value: source.scheme }],
  map(range(0, source.secrets), n => {
    key: 'Sources__${replace(source.name, '-', '_')}__Secrets__${n}__Value'
    value: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/source-${source.name}-${n}/)'
  }),
  map(items(source.?settings ?? {}), setting => {
    key: 'Sources__${replace(source.name, '-', '_')}__${setting.key}'
    value: string(setting.value)
  })
)))

var channelSettings = flatten(map(channels, channel => concat(
  map(items(channel.settings), setting => {
    key: 'Notifications__Channels__${replace(channel.name, '-', '_')}__${setting.key}'
    value: string(setting.value)
  }),
  map(channel.secrets, secret => {
    key: 'Notifications__Channels__${replace(channel.name, '-', '_')}__${secret}'
    value: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/channel-${channel.name}-${toLower(secret)}/)'
  })
)))

var secretNames = concat(
  flatten(map(sources, source => map(range(0, source.secrets), n => 'source-${source.name}-${n}'))),
  flatten(map(channels, channel => map(channel.secrets, secret => 'channel-${channel.name}-${toLower(secret)}')))
)

// The host reads a whole body into memory before the app sees it, and takes 100 MB unless told otherwise: a few senders of such
// bodies end an instance. The margin leaves it to the app to answer 413 to what is a little too large.
var largestBody = max(map(sources, source => int(source.?settings.?MaxBodyBytes ?? 786432)))
var bodyMargin = 262144

// The host holds about four times a body and the app once. At most half of an instance's memory is for that: beyond it, Azure adds instances.
var bodiesAtOnce = max(1, instanceMemoryMB * 1048576 / 2 / (5 * largestBody))

// One instance stands in one zone.
var readyInstances = zoneRedundant ? max(alwaysReadyInstances, 2) : alwaysReadyInstances

var hostName = empty(customDomain) ? app.properties.defaultHostName : customDomain

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
    zoneRedundant: zoneRedundant
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'receiver' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: storage.deploymentContainer
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        maximumInstanceCount: maximumInstances
        instanceMemoryMB: instanceMemoryMB
        // All HTTP functions are one group; Azure starts an app for its queues and its timer when there is something to do.
        alwaysReady: readyInstances == 0 ? [] : [
          {
            name: 'http'
            instanceCount: readyInstances
          }
        ]
        triggers: {
          http: {
            perInstanceConcurrency: min(httpConcurrency, bodiesAtOnce)
          }
        }
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      // The plan's API takes it, but Microsoft does not write that Flex Consumption acts on it: the alert on silence is what counts.
      healthCheckPath: '/api/health'
    }
  }

  // Code comes in with the identity of who deploys, never with a password.
  resource noPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: {
      allow: false
    }
  }

  resource noPasswordFtp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: {
      allow: false
    }
  }

  // Flex Consumption refuses FUNCTIONS_WORKER_RUNTIME, FUNCTIONS_EXTENSION_VERSION and most of WEBSITE_*: runtime and scale stand above.
  resource settings 'config' = {
    name: 'appsettings'
    properties: union(
      toObject(concat(sourceSettings, channelSettings), setting => setting.key, setting => setting.value),
      mapValues(otherSettings, value => string(value)),
      {
        AzureWebJobsStorage__credential: 'managedidentity'
        AzureWebJobsStorage__clientId: identityClientId
        AzureWebJobsStorage__blobServiceUri: storage.blobEndpoint
        AzureWebJobsStorage__queueServiceUri: storage.queueEndpoint
        AzureWebJobsStorage__tableServiceUri: storage.tableEndpoint
        FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: string(largestBody + bodyMargin)
        APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
        APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
        Notifications__BaseUrl: 'https://${hostName}/api/operator'
        Notifications__Environment: environmentName
      }
    )
  }
}

output id string = app.id
output name string = app.name
output hostName string = hostName
output planId string = plan.id
output secretNames array = secretNames
