@description('Name of the app.')
param appName string

@description('Id of the plan of the app.')
param planId string

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags object

@description('The host name, such as hooks.example.com. Its CNAME record must name the app before this is deployed.')
param domain string

resource app 'Microsoft.Web/sites@2024-11-01' existing = {
  name: appName
}

// A certificate is given for a name that is bound, and a name is bound securely with a certificate: hence twice.
resource bound 'Microsoft.Web/sites/hostNameBindings@2024-11-01' = {
  parent: app
  name: domain
  properties: {
    siteName: appName
    customHostNameDnsRecordType: 'CName'
    hostNameType: 'Verified'
    sslState: 'Disabled'
  }
}

// On Flex Consumption a certificate belongs to the app, not to the plan.
resource certificate 'Microsoft.Web/sites/certificates@2024-11-01' = {
  parent: app
  name: domain
  location: location
  tags: tags
  properties: {
    serverFarmId: planId
    canonicalName: domain
  }
  dependsOn: [
    bound
  ]
}

module secured 'customDomainBinding.bicep' = {
  name: 'customDomainBinding'
  params: {
    appName: appName
    domain: domain
    thumbprint: certificate.properties.thumbprint
  }
}
