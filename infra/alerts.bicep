import { alertThresholds, webhookSource } from 'types.bicep'

@description('Beginning of the names of the rules.')
param name string

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Id of the workspace that holds the logs.')
param workspaceId string

@description('E-mail addresses of the recipients.')
param emails string[]

@description('The senders; each with an expectedInterval gets a rule of its own.')
param sources webhookSource[]

@description('When the rules fire.')
param thresholds alertThresholds

// What each means, and the reason for its default: types.bicep.
var backlogSeconds = thresholds.?backlogSeconds ?? 900
var deadLetters = thresholds.?deadLetters ?? 0
var failedPercent = thresholds.?failedPercent ?? 5
var failedDeliveries = thresholds.?failedDeliveries ?? 3
var refusals = thresholds.?refusals ?? 50
var exceptions = thresholds.?exceptions ?? 5

// Signals: the function Sweep reports once a minute, and the host's logger prefixes each property with prop__.
// Ingestion takes some minutes, so every window is longer than the evaluation interval: late rows are seen by the next evaluation.
// A rule with a measure needs rows to fire: no traffic, no data, no alert. Rules on silence count rows instead.
var rules = [
  {
    id: 'backlog'
    title: 'Webhooks: events are overdue'
    description: 'An event that is due has waited too long: processing is behind, or has stopped. See docs/operating.md.'
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
    title: 'Webhooks: events failed permanently'
    description: 'Events became dead letters: their attempts are used up, or none can succeed. Fix the cause, then redrive. See docs/operating.md.'
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
    title: 'Webhooks: deliveries are answered 503'
    description: 'A share of the deliveries got 503: storage is down or slow, or the app fails. Senders retry for some hours at most.'
    severity: 1
    frequency: 'PT5M'
    window: 'PT15M'
    // 500 is the host's own response to slow and broken bodies, which anyone can send.
    query: join([
      'AppRequests'
      '| where Name == "ReceiveWebhook"'
      '| summarize Failed = sumif(ItemCount, toint(ResultCode) == 503), All = sum(ItemCount)'
      '| where Failed >= ${failedDeliveries}'
      '| project Percent = 100.0 * Failed / All'
    ], '\n')
    measure: 'Percent'
    operator: 'GreaterThan'
    threshold: failedPercent
  }
  {
    id: 'refusals'
    title: 'Webhooks: many deliveries are refused'
    description: 'Many deliveries of one source were refused: its secret was changed, its clock is off, or someone is guessing. See docs/operating.md.'
    severity: 2
    frequency: 'PT5M'
    window: 'PT15M'
    // Internet scanners try unknown paths all day, and a bad connection is nobody's wrong secret.
    query: join([
      'AppMetrics'
      '| where Name == "webhooks.deliveries" and Properties["prop__admission"] == "Refused" and tostring(Properties["prop__reason"]) !in ("unknown_source", "body_too_slow", "aborted")'
      '| summarize Refused = sum(Sum) by Source = tostring(Properties["prop__source"])'
    ], '\n')
    measure: 'Refused'
    operator: 'GreaterThan'
    threshold: refusals
  }
  {
    id: 'notifications'
    title: 'Webhooks: notifications could not be sent'
    description: 'A channel rejected messages, or failed for hours: nobody was told by it. The receiver does not report this itself. See docs/operating.md.'
    severity: 2
    frequency: 'PT15M'
    window: 'PT30M'
    query: join([
      'AppMetrics'
      '| where Name == "webhooks.notifications" and Properties["prop__outcome"] == "failed"'
      '| summarize Failed = sum(Sum) by Channel = tostring(Properties["prop__channel"])'
    ], '\n')
    measure: 'Failed'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    id: 'exceptions'
    title: 'Webhooks: unhandled exceptions'
    description: 'Functions threw exceptions. A failing handler is a failed attempt and not counted: this is the receiver itself, or the platform.'
    severity: 2
    frequency: 'PT15M'
    window: 'PT30M'
    // What callers cause by breaking off is not ours.
    query: join([
      'AppExceptions'
      '| where not(strcat(ExceptionType, " ", OuterType, " ", InnermostType) has_any ("BadHttpRequestException", "ConnectionResetException", "ConnectionAbortedException"))'
      '| summarize Exceptions = sum(ItemCount)'
    ], '\n')
    measure: 'Exceptions'
    operator: 'GreaterThan'
    threshold: exceptions
  }
  {
    id: 'stopped'
    title: 'Webhooks: the receiver has stopped'
    description: 'The receiver has not reported for 15 minutes: it does not start, its timer does not run, or the daily log quota is used up.'
    severity: 0
    frequency: 'PT15M'
    // A receiver that never reported has not been deployed yet; one that reported and stopped alerts for two days.
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
  title: 'Webhooks: no deliveries from ${source.name}'
  description: 'No valid delivery of the source ${source.name} came within ${source.?expectedInterval}: check in its dashboard whether it is disabled, or sends elsewhere.'
  severity: 2
  frequency: 'PT15M'
  window: source.?expectedInterval ?? 'P1D'
  query: join([
    'AppMetrics'
    '| where Name == "webhooks.deliveries" and Properties["prop__source"] == "${source.name}" and tostring(Properties["prop__admission"]) in ("Accepted", "Duplicate", "Replayed")'
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
