@description('Name of the app.')
param appName string

@description('Id of the plan of the app.')
param planId string

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags object

@description('The host name.')
param domain string

@description('The name is bound with its certificate already. Then nothing is touched: the platform renews the certificate, and binding the name anew would leave senders without TLS meanwhile.')
param isSecure bool

resource app 'Microsoft.Web/sites@2024-11-01' existing = {
  name: appName
}

// A certificate is given for a name that is bound, and a name is bound securely with a certificate: hence twice.
resource bound 'Microsoft.Web/sites/hostNameBindings@2024-11-01' = if (!isSecure) {
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
resource certificate 'Microsoft.Web/sites/certificates@2024-11-01' = if (!isSecure) {
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

module secured 'customDomainSecured.bicep' = if (!isSecure) {
  name: 'customDomainSecured'
  params: {
    appName: appName
    domain: domain
    thumbprint: isSecure ? '' : certificate!.properties.thumbprint
  }
}
