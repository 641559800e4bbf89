@export()
@description('Who sends. Adding one needs no other change in bicep.')
@sealed()
type webhookSource = {
  @description('Lower-case letters, digits and hyphens. It stands in the URL: /api/webhooks/<name>.')
  @minLength(1)
  @maxLength(63)
  name: string

  @description('How it signs: valara, novavms, fastpix, envless, standard-webhooks, hmac, or a preset such as github.')
  scheme: string

  @description('Number of secrets. Their values are the secrets source-<name>-0, source-<name>-1, ... of the vault. 2 while a secret is being changed; 0 only for a sender that has none before its address has answered, such as fastpix.')
  @minValue(0)
  @maxValue(10)
  secrets: int

  @description('Some delivery comes at least this often, day and night; when none did, an alert fires. Leave it out for sources that may be quiet.')
  expectedInterval: interval?

  @description('Further settings of this source by their name after Sources__<name>__, for example { ReplayWindow: "00:10:00", Redact__0: "data.contact.phone" }.')
  settings: object?
}

@export()
@description('The windows that Azure Monitor can look back over and that make sense for a quiet sender.')
type interval = 'PT30M' | 'PT1H' | 'PT2H' | 'PT3H' | 'PT4H' | 'PT5H' | 'PT6H' | 'P1D' | 'P2D'

@export()
@description('Where the receiver sends its own notifications.')
@sealed()
type notificationChannel = {
  @description('Lower-case letters, digits and hyphens.')
  @minLength(1)
  @maxLength(63)
  name: string

  @description('Settings by their name after Notifications__Channels__<name>__, for example { Type: "slack", MinSeverity: "Warning" }.')
  settings: object

  @description('Names of the settings whose value is in the vault, for example [ "Url" ]. The vault calls it channel-<name>-url.')
  secrets: string[]
}

@export()
@description('Where the storage account is reached.')
@sealed()
type storageAddresses = {
  blobEndpoint: string
  queueEndpoint: string
  tableEndpoint: string
  deploymentContainer: string
}

@export()
@description('When alert rules fire. What is left out has the default that alerts.bicep names.')
@sealed()
type alertThresholds = {
  @description('Seconds that an event which is due may wait. The sweep finds stranded events within two minutes, so the default of 900 means that something is wrong.')
  @minValue(60)
  backlogSeconds: int?

  @description('Dead letters within 30 minutes that are still no alert. Default 0: each one is told, because each is work left undone.')
  @minValue(0)
  deadLetters: int?

  @description('Share of the deliveries within 15 minutes, in percent, that may be answered 503. Azure moves instances now and then, which costs single requests; default 5.')
  @minValue(0)
  @maxValue(99)
  failedPercent: int?

  @description('Fewer failed deliveries than this within 15 minutes are no alert whatever their share: one of two is no outage. Default 3.')
  @minValue(1)
  failedDeliveries: int?

  @description('Refused deliveries of one source within 15 minutes that are still no alert. A sender with an old secret repeats each event several times, so real trouble passes the default of 50 quickly.')
  @minValue(0)
  refusals: int?

  @description('Exceptions within 30 minutes that are still no alert. Restarts and broken connections cause single ones; default 5.')
  @minValue(0)
  exceptions: int?
}
