@description('Name of the workspace that holds the logs.')
param workspaceName string

@description('Name of the Application Insights component.')
param insightsName string

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Days that logs are kept.')
param retentionDays int

@description('Gigabytes of logs a day after which Azure takes no more until the next day; -1 for no limit.')
param dailyQuotaGb int

// What the host and the app write. These tables keep 90 days whatever the workspace says.
var tableNames = [
  'AppDependencies'
  'AppExceptions'
  'AppMetrics'
  'AppPerformanceCounters'
  'AppRequests'
  'AppTraces'
]

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionDays
    workspaceCapping: {
      dailyQuotaGb: dailyQuotaGb
    }
  }
}

// The workspace takes one change at a time. Without a total, what is cut off here is kept elsewhere and still paid for.
@batchSize(1)
resource tables 'Microsoft.OperationalInsights/workspaces/tables@2023-09-01' = [
  for table in tableNames: {
    parent: workspace
    name: table
    properties: {
      retentionInDays: retentionDays
      totalRetentionInDays: retentionDays
    }
    // A workspace alone need not have them; the component brings them, some only with their first row.
    dependsOn: [
      insights
    ]
  }
]

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: insightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    IngestionMode: 'LogAnalytics'
    // Who writes telemetry needs the role Monitoring Metrics Publisher; the connection string alone is worth nothing.
    DisableLocalAuth: true
  }
}

// To change it, edit it in the portal, and put what its advanced editor shows (Gallery Template) into the file.
resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  // Azure asks for a GUID.
  name: guid(workspace.id, 'webhooks')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Webhook receiver'
    category: 'workbook'
    sourceId: workspace.id
    serializedData: replace(loadTextContent('workbook.json'), '<workspace>', workspace.id)
  }
}

output workspaceId string = workspace.id
output insightsName string = insights.name
output workbookId string = workbook.id
output connectionString string = insights.properties.ConnectionString
