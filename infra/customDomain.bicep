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

// A condition must be known when a deployment begins, and what is bound by now is known only once the app has been asked:
// hence a deployment of its own, which gets the answer as a parameter.
module binding 'customDomainBinding.bicep' = {
  name: 'customDomainBinding'
  params: {
    appName: appName
    planId: planId
    location: location
    tags: tags
    domain: domain
    isSecure: contains(
      map(filter(app.properties.hostNameSslStates, host => host.sslState == 'SniEnabled'), host => toLower(host.name)),
      toLower(domain)
    )
  }
}
