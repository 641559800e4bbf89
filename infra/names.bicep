@export()
@description('Names of resources that are not to be made from the name of the environment. What is left out has the name made below.')
@sealed()
type resourceNames = {
  resourceGroup: string?
  identity: string?

  @minLength(3)
  @maxLength(24)
  storage: string?

  @minLength(3)
  @maxLength(24)
  vault: string?

  workspace: string?
  insights: string?
  network: string?
  plan: string?

  @description('It stands in the address that senders get.')
  @minLength(2)
  @maxLength(60)
  app: string?

  @description('Of the action group, and the beginning of the names of its rules.')
  alerts: string?
}

@export()
@description('The names of all resources. The token makes those that must be unique in Azure, and is the same at each deployment of an environment.')
func namesOf(environmentName string, token string, overrides resourceNames) object =>
  union(
    {
      resourceGroup: 'rg-${environmentName}'
      identity: 'id-${token}'
      storage: 'st${token}'
      vault: 'kv-${token}'
      workspace: 'log-${token}'
      insights: 'appi-${token}'
      network: 'vnet-${token}'
      plan: 'plan-${token}'
      app: 'func-${token}'
      alerts: 'alert-${token}'
    },
    overrides
  )
