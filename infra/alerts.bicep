import { alertThresholds, webhookSource } from 'types.bicep'

@description('Beginning of the names of the rules.')
param name string

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Id of the workspace that holds the logs.')
param workspaceId string

@description('E-mail addresses to tell.')
param emails string[]

@description('The senders; each with an expectedInterval gets a rule of its own.')
param sources webhookSource[]

@description('When the rules fire.')
param thresholds alertThresholds

// What each means, and why it is what it is, stands in types.bicep.
var backlogSeconds = thresholds.?backlogSeconds ?? 900
var deadLetters = thresholds.?deadLetters ?? 0
var failedPercent = thresholds.?failedPercent ?? 5
var failedDeliveries = thresholds.?failedDeliveries ?? 3
var refusals = thresholds.?refusals ?? 50
var exceptions = thresholds.?exceptions ?? 5

// Signals: the function Sweep reports once a minute, and the host's logger writes prop__ before the name of each property.
// Ingestion takes some minutes, so every window is longer than the time between two evaluations: what comes late is seen by the next.
// A rule with a measure needs rows to fire: no traffic, no data, no alert. Rules on silence count rows instead.
var rules = [
  {
    id: 'backlog'
    title: 'Webhooks: events wait'
    description: 'An event that is due has waited too long: processing is behind, or stands still. See docs/operating.md.'
    severity: 1
    frequency: 'PT5M'
    window: 'PT10M'
    query: join([
      'AppMetrics'
      '| where Name == "webhooks.backlog.age"'
      '| summarize Seconds = max(Sum) by Source = tostring(Properties["prop__source"])'
    ], '\n')
    measure: 'Seconds'
    operator: 'GreaterThan'
    threshold: backlogSeconds
  }
  {
    id: 'dead-letters'
    title: 'Webhooks: events were given up'
    description: 'Events became dead letters: their attempts are used up, or none can succeed. Mend the cause, then redrive. See docs/operating.md.'
    severity: 2
    frequency: 'PT15M'
    window: 'PT30M'
    query: join([
      'AppMetrics'
      '| where Name == "webhooks.dead_lettered"'
      '| summarize Events = sum(Sum)'
    ], '\n')
    measure: 'Events'
    operator: 'GreaterThan'
    threshold: deadLetters
  }
  {
    id: 'unavailable'
    title: 'Webhooks: senders are turned away'
    description: 'A share of the deliveries was answered with 500 or more: storage is down or slow, or the app fails. Senders try again for some hours at most.'
    severity: 1
    frequency: 'PT5M'
    window: 'PT15M'
    query: join([
      'AppRequests'
      '| where Name == "ReceiveWebhook"'
      '| summarize Failed = sumif(ItemCount, toint(ResultCode) >= 500), All = sum(ItemCount)'
      '| where Failed >= ${failedDeliveries}'
      '| project Percent = 100.0 * Failed / All'
    ], '\n')
    measure: 'Percent'
    operator: 'GreaterThan'
    threshold: failedPercent
  }
  {
    id: 'refusals'
    title: 'Webhooks: a burst of refusals'
    description: 'Deliveries of one source were refused in numbers: its secret was changed, its clock is wrong, or someone is guessing. See docs/operating.md.'
    severity: 2
    frequency: 'PT5M'
    window: 'PT15M'
    // A path that names no source is what scanners of the internet try all day.
    query: join([
      'AppMetrics'
      '| where Name == "webhooks.deliveries" and Properties["prop__admission"] == "Refused" and tostring(Properties["prop__reason"]) != "unknown_source"'
      '| summarize Refused = sum(Sum) by Source = tostring(Properties["prop__source"])'
    ], '\n')
    measure: 'Refused'
    operator: 'GreaterThan'
    threshold: refusals
  }
  {
    id: 'exceptions'
    title: 'Webhooks: functions throw'
    description: 'Functions threw exceptions. A handler that fails is an attempt and none of these: this is the receiver itself, or the platform.'
    severity: 2
    frequency: 'PT15M'
    window: 'PT30M'
    query: join([
      'AppExceptions'
      '| summarize Exceptions = sum(ItemCount)'
    ], '\n')
    measure: 'Exceptions'
    operator: 'GreaterThan'
    threshold: exceptions
  }
  {
    id: 'stopped'
    title: 'Webhooks: the receiver has stopped'
    description: 'The minute\'s report of the receiver has been missing for 15 minutes: it does not start, its timer stands still, or the daily quota of logs is used up.'
    severity: 0
    frequency: 'PT15M'
    // A receiver that never reported has not been deployed yet; one that did, and stopped, is told for two days.
    window: 'P2D'
    query: join([
      'AppMetrics'
      '| where Name == "webhooks.backlog.age"'
      '| summarize Last = max(TimeGenerated)'
      '| where Last < ago(15m)'
    ], '\n')
    measure: ''
    operator: 'GreaterThan'
    threshold: 0
  }
]

var silenceRules = map(filter(sources, source => source.?expectedInterval != null), source => {
  id: 'quiet-${source.name}'
  title: 'Webhooks: ${source.name} is quiet'
  description: 'No genuine delivery of the source ${source.name} came within ${source.?expectedInterval}: look at its dashboard whether it is switched off, or sends elsewhere.'
  severity: 2
  frequency: 'PT15M'
  window: source.?expectedInterval ?? 'P1D'
  query: join([
    'AppMetrics'
    '| where Name == "webhooks.deliveries" and Properties["prop__source"] == "${source.name}" and Properties["prop__admission"] != "Refused"'
  ], '\n')
  measure: ''
  operator: 'LessThan'
  threshold: 1
})

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'webhooks'
    enabled: true
    emailReceivers: [
      for (email, i) in emails: {
        name: 'operator ${i}'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in concat(rules, silenceRules): {
    name: '${name}-${rule.id}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: rule.title
      description: rule.description
      severity: rule.severity
      enabled: true
      scopes: [
        workspaceId
      ]
      evaluationFrequency: rule.frequency
      windowSize: rule.window
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: empty(rule.measure) ? 'Count' : 'Maximum'
            metricMeasureColumn: empty(rule.measure) ? null : rule.measure
            operator: rule.operator
            threshold: rule.threshold
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      // Told once when it begins and once when it is over.
      autoMitigate: true
      // A new workspace has no rows, and some of these tables appear with their first; the tests have read the queries already.
      skipQueryValidation: true
      actions: {
        actionGroups: [
          operators.id
        ]
      }
    }
  }
]
