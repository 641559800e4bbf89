// One deployment that uses all there is: the tests read from it what they compare with the code.
using '../../../infra/main.bicep'

param environmentName = 'everything'
param location = 'westeurope'
param principalId = '00000000-0000-0000-0000-000000000002'
param principalType = 'ServicePrincipal'
param developerPrincipalId = '00000000-0000-0000-0000-000000000004'
param ledgerReaders = ['00000000-0000-0000-0000-000000000005']
param operatorEmail = 'one@example.com, two@example.com, '

param sources = [
  { name: 'valara', scheme: 'valara', secrets: 1, expectedInterval: 'PT6H' }
  { name: 'camera-lab', scheme: 'novavms', secrets: 2, settings: { ReplayWindow: '12:00:00', Shards: 4 } }
  { name: 'spare', scheme: 'fastpix', secrets: 0 }
]

param channels = [
  { name: 'team-chat', settings: { Type: 'slack', MinSeverity: 'Warning' }, secrets: ['Url'] }
  { name: 'bot', settings: { Type: 'slack', Channel: 'C0123456789' }, secrets: ['BotToken'] }
  {
    name: 'mail'
    settings: { Type: 'email', Host: 'smtp.example.com', User: 'hooks', From: 'hooks@example.com', To__0: 'on-call@example.com' }
    secrets: ['Password']
  }
]

param otherSettings = { Processing__MaxAttempts: 10, Redaction__Emails: true }
param thresholds = { failedDeliveries: 2 }
param alwaysReadyInstances = 0
param zoneRedundant = true
param vnetEnabled = true
param vaultAllowedAddresses = ['203.0.113.7']
param names = { app: 'hooks-of-our-own' }
param customDomain = 'hooks.example.com'
