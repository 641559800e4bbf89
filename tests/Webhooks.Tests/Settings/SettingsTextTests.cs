using System.Globalization;
using Webhooks.Notifying;
using Webhooks.Senders;
using Webhooks.Senders.Envless;
using Webhooks.Settings;

namespace Webhooks.Tests.Settings;

/// <summary>What the app makes of its settings, and what it says of those that it refuses, word for word.</summary>
public sealed class SettingsTextTests
{
    [Fact]
    public void Settings_are_read_as_approved() =>
        string.Join('\n', ["# Everything is set", .. Meaning(Everything), "", "# The least", .. Meaning(Least)])
            .ShouldMatchApproved(approved => approved.SubFolder("Approved").NoDiff());

    [Fact]
    public void Problems_with_settings_are_as_approved() =>
        string.Join('\n', Changes.SelectMany(ProblemsOf)).ShouldMatchApproved(approved => approved.SubFolder("Approved").NoDiff());

    private static readonly Dictionary<string, string?> Least = new()
    {
        ["Sources__lab__Scheme"] = "valara",
        ["Sources__lab__Secrets__0__Value"] = "wh_00000000-lab",
    };

    private static readonly Dictionary<string, string?> Everything = new()
    {
        ["Sources__lab__Scheme"] = "valara",
        ["Sources__lab__Secrets__0__Value"] = "wh_00000000-lab",
        ["Sources__lab__Secrets__0__KeyForm"] = "utf8",
        ["Sources__lab__Secrets__0__NotBefore"] = "2026-01-01T00:00:00Z",
        ["Sources__lab__Secrets__0__NotAfter"] = "2026-12-31T00:00:00Z",
        ["Sources__lab__Secrets__1__Value"] = "wh_11111111-lab",
        ["Sources__lab__ReplayWindow"] = "00:04:00",
        ["Sources__lab__OnReplay"] = "acknowledge",
        ["Sources__lab__SenderRedrive"] = "never",
        ["Sources__lab__Shards"] = "4",
        ["Sources__lab__Deadline"] = "00:00:05",
        ["Sources__lab__MaxBodyBytes"] = "1000",
        ["Sources__lab__Decompress"] = "true",
        ["Sources__lab__Retention"] = "10.00:00:00",
        ["Sources__lab__Redact__0"] = "data.phone",
        ["Sources__own__Scheme"] = "hmac",
        ["Sources__own__Hmac__SignatureHeader"] = "X-Sig",
        ["Sources__own__Hmac__Layout"] = "keyed",
        ["Sources__own__Hmac__Prefix"] = "v1",
        ["Sources__own__Hmac__Encoding"] = "base64",
        ["Sources__own__Hmac__SignedContent"] = "{timestamp}.{body}",
        ["Sources__own__Hmac__TimestampHeader"] = "X-Time",
        ["Sources__own__Hmac__TimestampKey"] = "ts",
        ["Sources__own__Hmac__TimestampFormat"] = "unixmilliseconds",
        ["Sources__own__Hmac__EventId"] = "json:id",
        ["Sources__own__Hmac__EventType"] = "json:type",
        ["Sources__own__Hmac__Nonce"] = "json:nonce",
        ["Sources__own__Hmac__DeliveryId"] = "header:X-Delivery",
        ["Sources__own__Hmac__KeyForm"] = "hex",
        ["Sources__own__Secrets__0__Value"] = "00112233445566778899aabbccddeeff",
        ["Sources__camera_lab__Scheme"] = "novavms",
        ["Sources__camera_lab__Secrets__0__Value"] = "wh_22222222-lab",
        ["Processing__MaxAttempts"] = "5",
        ["Processing__Lease"] = "00:04:00",
        ["Processing__Backoff__0"] = "00:00:01",
        ["Processing__Backoff__1"] = "00:00:02",
        ["Processing__Backoff__10"] = "00:00:04",
        ["Processing__Backoff__9"] = "00:00:03",
        ["AzureFunctionsJobHost__functionTimeout"] = "00:10:00",
        ["Forwarding__crm__Url"] = "https://crm.example.com/hooks",
        ["Forwarding__crm__Secret"] = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        ["Forwarding__crm__Sources__0"] = "lab",
        ["Forwarding__crm__Types__0"] = "job.*",
        ["Forwarding__crm__Timeout"] = "00:00:20",
        ["Redaction__Emails"] = "true",
        ["Status__Retention"] = "90.00:00:00",
        ["Envless__FailureThreshold"] = "7",
        ["Envless__ImportantEndpoints__0"] = "ep_1",
        ["Operator__RawBodies"] = "true",
        ["Health__MaxBacklogAge"] = "00:20:00",
        ["Health__MaxClockSkew"] = "00:00:30",
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://collector.example.com:4317",
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc",
        ["OTEL_EXPORTER_OTLP_HEADERS"] = "key=1",
        ["OTEL_SERVICE_NAME"] = "hooks",
        ["Notifications__BaseUrl"] = "https://receiver.example.com/api/operator",
        ["Notifications__Channels__chat__Type"] = "slack",
        ["Notifications__Channels__chat__Url"] = "https://hooks.example.com/services/path",
        ["Notifications__Channels__chat__MinSeverity"] = "warning",
        ["Notifications__Channels__chat__Sources__0"] = "lab",
        ["Notifications__Channels__chat__BudgetPerHour"] = "5",
        ["Notifications__Channels__chat__Window"] = "00:30:00",
        ["Notifications__Channels__mail__Type"] = "email",
        ["Notifications__Channels__mail__Host"] = "smtp.example.com",
        ["Notifications__Channels__mail__Port"] = "2525",
        ["Notifications__Channels__mail__Tls"] = "tls",
        ["Notifications__Channels__mail__User"] = "webhooks",
        ["Notifications__Channels__mail__Password"] = "of the mail server",
        ["Notifications__Channels__mail__From"] = "Webhooks <webhooks@example.com>",
        ["Notifications__Channels__mail__To__0"] = "on-call@example.com",
        ["Notifications__Channels__on_call__Type"] = "https",
        ["Notifications__Channels__on_call__Url"] = "https://pager.example.com/hooks",
        ["Notifications__Channels__on_call__Secret"] = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        ["Notifications__Rules__valara.delivery-failed__Enabled"] = "true",
        ["Notifications__Rules__valara.delivery-failed__Severity"] = "critical",
        ["Notifications__Rules__valara.delivery-failed__Channels__0"] = "mail",
        ["Notifications__Rules__valara.delivery-failed__Sources__camera_lab__Enabled"] = "false",
    };

    // A setting, and what else it may hold; null takes it away. With limits, what lies at them and just outside.
    private static readonly (string Key, string?[] Values)[] Changes =
    [
        ("Sources__lab__Scheme", [null, "valar", "hmac", "standard-webhooks"]),
        ("Sources__lab__Secrets__0__Value", [null, "short", "wh_11111111-lab", "@Microsoft.KeyVault(SecretUri=x)", " @microsoft.keyvault(SecretUri=x)"]),
        ("Sources__lab__Secrets__0__KeyForm", ["base65", "hex"]),
        ("Sources__lab__Secrets__0__NotBefore", ["tomorrow", "2026-12-31T00:00:00Z", "2026-12-30T23:59:59Z"]),
        ("Sources__lab__Secrets__0__NotAfter", ["2026-12-31T00:00:00", "2026-12-31T00:00:00+01:00"]),
        ("Sources__lab__Secrets__0__Not", ["x"]),
        ("Sources__lab__ReplayWindow", ["300", "00:00:29", "00:00:30", "3.00:00:00", "3.00:00:01"]),
        ("Sources__lab__OnReplay", ["Ignore"]),
        ("Sources__lab__SenderRedrive", [null, "Allow", "proven", "Always"]),
        ("Sources__lab__Shards", ["0", "1", "64", "65", "+1", "1.5"]),
        ("Sources__lab__Deadline", ["00:00:00.9", "00:00:01", "00:00:25", "00:00:25.1"]),
        ("Sources__lab__BodyDeadline", ["00:00:00.4", "00:00:00.5", "00:00:05", "00:00:05.1"]),
        ("Sources__lab__Decompress", ["true", "false", "gzip"]),
        ("Sources__lab__MaxBodyBytes", ["0", "1", "786432", "26214400", "26214401"]),
        ("Sources__lab__Retention", ["3.23:59:59", "4.00:00:00", "3650.00:00:00", "3650.00:00:01"]),
        ("Sources__lab__Redacted__0", ["x"]),
        ("Sources__camera-lab__Scheme", ["novavms"]),
        ("Sources__camera_lab__Secrets__0__Value", [null]),
        ("Sources__Lab 2__Scheme", ["valara"]),
        ("Source__lab__Scheme", ["valara"]),
        ("Processing__MaxAttempts", ["0", "1", "100", "101"]),
        ("Processing__Lease", ["00:00:09", "00:00:10", "00:13:19", "00:13:20", "04:00:00", "04:00:01"]),
        ("Processing__Backoff__0", ["00:00:00.9", "00:00:03", "00:00:02", "5.20:00:00", "5.20:00:01"]),
        ("Processing__Retries", ["3"]),
        ("AzureFunctionsJobHost__functionTimeout", ["00:03:00", "00:03:01", "soon", null]),
        ("Forwarding__crm__Url", [null, "crm.example.com", "http://crm.example.com/hooks", "http://127.0.0.1:8080/hooks"]),
        ("Forwarding__crm__Secret", [null, "whsec_x", "@Microsoft.KeyVault(SecretUri=x)"]),
        ("Forwarding__crm__Timeout", ["00:00:00.9", "00:00:01", "00:04:00", "00:04:01"]),
        ("Forwarding__crm__Retries", ["3"]),
        ("Redaction__Emails", ["yes", "False"]),
        ("Status__Retention", ["0.23:59:59", "1.00:00:00", "3650.00:00:00", "3650.00:00:01", "365"]),
        ("Status__Kept", ["365.00:00:00"]),
        ("Redaction__Phones", ["true"]),
        ("Envless__FailureThreshold", ["0", "1", "1000", "1001"]),
        ("Envless__Threshold", ["1"]),
        ("Operator__RawBodies", ["yes", "False"]),
        ("Operator__Bodies", ["true"]),
        ("Health__MaxBacklogAge", ["00:00:59", "00:01:00", "7.00:00:00", "7.00:00:01"]),
        ("Health__MaxClockSkew", ["00:00:04", "00:00:05", "00:05:00", "00:05:01"]),
        ("Health__Path", ["/up"]),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", [null, "collector:4317", "/collector", "https://collector.example.com"]),
        ("OTEL_SERVICE_NAME", [null]),
        ("OTEL_EXPORTER_OTLP_PROTOCOL", ["http/json", "http/protobuf"]),
        ("Notifications__BaseUrl", ["receiver.example.com", "http://receiver.example.com", "http://localhost:7071/", "https://me:secret@example.com/"]),
        ("Notifications__Budget", ["1"]),
        ("Notifications__Channels__Team Chat__Type", ["slack"]),
        ("Notifications__Channels__on-call__Type", ["slack"]),
        ("Notifications__Channels__chat__Type", [null, "pigeon", "SLACK"]),
        ("Notifications__Channels__chat__Url", [null, "", "path", "@Microsoft.KeyVault(SecretUri=x)"]),
        ("Notifications__Channels__chat__Webhook", ["x"]),
        ("Notifications__Channels__chat__MinSeverity", ["bad", null]),
        ("Notifications__Channels__chat__Sources__0", ["shop", "camera-lab", null]),
        ("Notifications__Channels__chat__BudgetPerHour", ["0", "1", "3600", "3601"]),
        ("Notifications__Channels__chat__Window", ["10", "00:00:09", "00:00:10", "1.00:00:00", "1.00:00:01"]),
        ("Notifications__Channels__mail__Host", [null, "smtp host", " smtp.example.com ", "::1", "localhost", "127.0.0.1"]),
        ("Notifications__Channels__mail__Port", [null, "0", "1", "65535", "65536"]),
        ("Notifications__Channels__mail__Tls", [null, "none", "starttls", "ssl"]),
        ("Notifications__Channels__mail__User", [null]),
        ("Notifications__Channels__mail__Password", [null, "@Microsoft.KeyVault(SecretUri=x)"]),
        ("Notifications__Channels__mail__From", [null, "nobody", "jörg@example.com", "Jörg <joerg@example.com>", "\"a b\"@example.com", "\"a>b\"@example.com", "\"a<b\"@example.com", "a@example.com\n", "~!@example.com"]),
        ("Notifications__Channels__mail__To__0", [null, "", "nobody"]),
        ("Notifications__Channels__mail__To__1", ["boss@example.com", "nobody"]),
        ("Notifications__Channels__mail__Url", ["https://example.com"]),
        ("Notifications__Channels__on_call__Url", [null, "pager"]),
        ("Notifications__Channels__on_call__Secret", [null, "not base64!", " whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw ", "@Microsoft.KeyVault(SecretUri=x)"]),
        ("Notifications__Channels__on_call__Key", ["x"]),
        ("Notifications__Rules__valara.delivery-failed__Enabled", ["off", null]),
        ("Notifications__Rules__valara.delivery-failed__Severity", ["bad", null]),
        ("Notifications__Rules__valara.delivery-failed__Channels__0", ["pigeon", null]),
        ("Notifications__Rules__valara.delivery-failed__Sources__camera_lab__Enabled", ["perhaps"]),
        ("Notifications__Rules__valara.delivery-failed__Sources__shop__Enabled", ["true"]),
        ("Notifications__Rules__valara.delivery-failed__Mute", ["true"]),
        ("Notifications__Rules__valara_delivery_failed__Enabled", ["false"]),
        ("Notifications__Rules__valara.nothing__Enabled", ["true"]),
    ];

    private static IEnumerable<string> ProblemsOf((string Key, string?[] Values) change)
    {
        var usual = Meaning(Everything).ToHashSet();
        yield return $"# {change.Key}";
        foreach (var value in change.Values)
        {
            yield return value is null ? "## not set" : $"## '{value.Replace("\n", "\\n", StringComparison.Ordinal)}'";
            foreach (var line in Meaning(new(Everything) { [change.Key] = value }).Where(line => !usual.Contains(line)))
            {
                yield return line;
            }
        }

        yield return "";
    }

    private static IEnumerable<string> Meaning(Dictionary<string, string?> settings)
    {
        var reader = new SettingsReader(settings);
        var lines = Read(reader);
        return [.. reader.Problems.Select(problem => $"- refused: {problem}"), .. lines];
    }

    private static List<string> Read(SettingsReader reader)
    {
        var (processing, rule, health, otlp) = (ProcessingSettings.Read(reader), EndpointSettings.Read(reader), HealthSettings.Read(reader), OtlpSettings.Read(reader));
        var redaction = RedactionSettings.Read(reader);
        List<string> lines =
        [
            $"- processing: {processing.MaxAttempts} attempts, lease {processing.Lease}, waits {string.Join(' ', processing.Backoff)}",
            $"- redaction: {redaction}",
            $"- status board: {StatusSettings.Read(reader).Retention}",
            $"- Envless: from {rule.Threshold} on, {string.Join(' ', rule.Important)}",
            $"- health: {health}",
            $"- operators: {OperatorSettings.Read(reader)}",
            $"- telemetry: {otlp}",
        ];
        lines.AddRange(SourceSettings.Read(reader).Select(source => string.Create(
            CultureInfo.InvariantCulture,
            $"- source {source.Name}: {(source.Scheme is ConfiguredScheme { Given: var given } ? given : source.Scheme.Name)}, window {source.ReplayWindow}, nonces {source.NonceLife}, {source.OnReplay}, sender redrive {source.SenderRedrive}, {source.Shards} shards, deadline {source.Deadline}, body {source.BodyDeadline}, {source.MaxBodyBytes} bytes, {(source.Decompression is null ? "as received" : "decompressed")}, retention {source.Retention}, redact {string.Join(' ', source.Redact)}, secrets {string.Join(", ", source.Secrets.Select(secret => $"from {secret.NotBefore:u} to {secret.NotAfter:u}"))}")));
        lines.AddRange(ForwardingSettings.Read(reader).Select(one =>
            $"- forwarding {one.Name}: {one.Url}, {string.Join(' ', one.Sources)}, {string.Join(' ', one.Types)}, within {one.Timeout}"));
        var notifications = NotificationSettings.Read(reader, NotificationRules.All);
        reader.RefuseNearMisses();
        lines.Add($"- page: {notifications.BaseUrl}");
        lines.AddRange(notifications.Channels.Select(channel =>
            $"- channel {channel.Name}: from {channel.MinSeverity} on, of {string.Join(' ', channel.Sources)}, {channel.BudgetPerHour} an hour, window {channel.Window}, {To(channel.Target)}"));
        lines.AddRange(notifications.Rules.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair =>
            $"- rule {pair.Key}: enabled {pair.Value.Enabled}, {pair.Value.Severity}, channels {string.Join(' ', pair.Value.Channels ?? ["not set"])}"));
        return lines;
    }

    private static string To(ChannelTarget target) => target switch
    {
        ChannelTarget.Email mail => $"mail from {mail.From} to {string.Join(", ", mail.To)} by {mail.Host}:{mail.Port}, {mail.Security}, account {mail.User}",
        _ => target.GetType().Name,
    };
}
