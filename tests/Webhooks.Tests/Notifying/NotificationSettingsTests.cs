using Webhooks.Notifying;
using Webhooks.Senders;
using Webhooks.Settings;

namespace Webhooks.Tests.Notifying;

public sealed class NotificationSettingsTests
{
    private static readonly Dictionary<string, string?> Usable = new()
    {
        ["Sources__valara__Scheme"] = "valara",
        ["Sources__camera-lab__Scheme"] = "novavms",
        ["Notifications__Channels__chat__Type"] = "slack",
        ["Notifications__Channels__chat__Url"] = "https://hooks.example.com/services/secret-path",
        ["Notifications__Channels__mail__Type"] = "email",
        ["Notifications__Channels__mail__Host"] = "smtp.example.com",
        ["Notifications__Channels__mail__User"] = "webhooks",
        ["Notifications__Channels__mail__Password"] = "secret-password",
        ["Notifications__Channels__mail__From"] = "Webhooks <webhooks@example.com>",
        ["Notifications__Channels__mail__To__0"] = "on-call@example.com",
        ["Notifications__Channels__mail__To__1"] = "boss@example.com",
        ["Notifications__Channels__mail__MinSeverity"] = "error",
        ["Notifications__Channels__mail__Sources__0"] = "valara",
        ["Notifications__Channels__mail__Rules__0"] = "Envless.delivery-failed",
        ["Notifications__Channels__mail__Rules__1"] = "envless_endpoint_failing",
        ["Notifications__Channels__mail__Owners__0"] = "Customer receiver",
        ["Notifications__Channels__mail__BudgetPerHour"] = "5",
        ["Notifications__Channels__mail__Window"] = "00:30:00",
        ["Notifications__Channels__pager__Type"] = "https",
        ["Notifications__Channels__pager__Url"] = "https://pager.example.com/hooks",
        ["Notifications__Channels__pager__Secret"] = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        ["Notifications__Rules__valara.delivery-failed__Severity"] = "Critical",
        ["Notifications__Rules__valara.delivery-failed__Sources__camera-lab__Enabled"] = "false",
        ["Notifications__Rules__valara_delivery_partial__Channels__0"] = "mail",
        ["Notifications__BaseUrl"] = "https://receiver.example.com",
    };

    [Fact]
    public void Channels_and_rules_are_read()
    {
        var options = Read([], out var problems);

        problems.ShouldBeEmpty();
        options.Channels.Select(channel => channel.Name).ShouldBe(["chat", "mail", "pager"]);
        var (chat, mail) = (options.Channels[0], options.Channels[1]);
        (chat.MinSeverity, chat.BudgetPerHour, chat.Window, chat.Sources.Count).ShouldBe((Severity.Info, 30, TimeSpan.FromMinutes(10), 0));
        (mail.MinSeverity, mail.BudgetPerHour, mail.Window).ShouldBe((Severity.Error, 5, TimeSpan.FromMinutes(30)));
        mail.Sources.ShouldBe(["valara"]);
        mail.Rules.ShouldBe(["envless_delivery_failed", "envless_endpoint_failing"]);
        mail.Owners.ShouldBe(["Customer receiver"]);
        var target = mail.Target.ShouldBeOfType<ChannelTarget.Email>();
        (target.Port, target.Security, target.To.Count).ShouldBe((587, MailSecurity.StartTls, 2));
        options.Of("valara.delivery-failed", "valara").ShouldBe(new RuleOptions { Severity = Severity.Critical });
        options.Of("valara.delivery-failed", "camera-lab").ShouldBe(new RuleOptions { Severity = Severity.Critical, Enabled = false });
        options.Of("valara.delivery-partial", "valara").Channels.ShouldBe(["mail"]);
        options.Of("valara.other", "valara").ShouldBe(new RuleOptions());
    }

    [Fact]
    public void Messages_name_the_app_and_the_environment_of_the_settings()
    {
        var named = Read(new() { ["Notifications__Environment"] = " prod ", ["WEBSITE_SITE_NAME"] = "func-webhooks", ["Notifications__RunbookUrl"] = "https://wiki.example.com/page.md" }, out var problems);
        var unnamed = Read(new() { ["AZURE_FUNCTIONS_ENVIRONMENT"] = "Development" }, out _);

        problems.ShouldBeEmpty();
        (named.App, named.Environment, named.RunbookUrl).ShouldBe(("func-webhooks", "prod", new Uri("https://wiki.example.com/page.md")));
        (unnamed.App, unnamed.Environment, unnamed.RunbookUrl).ShouldBe(($"webhook-receiver on {Environment.MachineName}", "Development", null));
        Read(new() { ["Notifications__Environment"] = new string('x', 100) + "\n" }, out _).Environment.ShouldBe(new string('x', 64) + "…");
        Read([], out _).Environment.ShouldBeNull();
        Read(new() { ["Notifications__RunbookUrl"] = "wiki" }, out var refused);
        refused.Single().ShouldStartWith("Notifications__RunbookUrl: it is not an https address");
    }

    [Theory]
    [InlineData(null, "UTC")]
    [InlineData("UTC", "UTC")]
    [InlineData(" Europe/Berlin ", "Europe/Berlin")]
    [InlineData("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires")]
    [InlineData("Europe/Atlantis", null)]
    [InlineData("W. Europe Standard Time", null)]
    [InlineData("../../etc/hostname", null)]
    [InlineData("/etc/localtime", null)]
    [InlineData("Europe/Berlin\0", null)]
    public void The_zone_of_a_mail_is_a_name_of_the_IANA_database(string? zone, string? read)
    {
        var options = Read(new() { ["Notifications__Channels__mail__TimeZone"] = zone }, out var problems);

        problems.Count(problem => problem.StartsWith("Notifications__Channels__mail__TimeZone: there is no time zone", StringComparison.Ordinal)).ShouldBe(read is null ? 1 : 0);
        if (read is not null)
        {
            options.Channels.Single(channel => channel.Name == "mail").Target.ShouldBeOfType<ChannelTarget.Email>().TimeZone.Id.ShouldBe(read);
        }
    }

    [Theory]
    [InlineData("tls", 465)]
    [InlineData("starttls", 587)]
    [InlineData("StartTls", 587)]
    public void The_port_follows_from_the_protection(string tls, int port) =>
        Read(new() { ["Notifications__Channels__mail__Tls"] = tls }, out _).Channels[1].Target.ShouldBeOfType<ChannelTarget.Email>().Port.ShouldBe(port);

    [Theory]
    [InlineData("Notifications__Channels__chat__Type", "pigeon", "choose slack, email or https")]
    [InlineData("Notifications__Channels__chat__Type", null, "choose slack, email or https")]
    [InlineData("Notifications__Channels__chat__Url", "http://hooks.example.com/secret-path", "not an https address")]
    [InlineData("Notifications__Channels__chat__Url", "secret-path", "write it like https://hooks.slack.com/services/")]
    [InlineData("Notifications__Channels__chat__Url", null, "it is missing")]
    [InlineData("Notifications__Channels__chat__Webhook", "x", "there is no such setting")]
    [InlineData("Notifications__Channels__chat__Window", "10", "00:05:00")]
    [InlineData("Notifications__Channels__chat__BudgetPerHour", "0", "from 1 to 3600")]
    [InlineData("Notifications__Channels__chat__MinSeverity", "bad", "Info, Warning, Error, Critical")]
    [InlineData("Notifications__Channels__chat__Sources__0", "shop", "the sources are camera-lab, valara")]
    [InlineData("Notifications__Channels__chat__Rules__0", "nothing", "there is no such rule; the rules are receiver.dead-letter,")]
    [InlineData("Notifications__Channels__chat__Owners__0", " ", "none has a value")]
    [InlineData("Notifications__Channels__Team Chat__Type", "slack", "lower-case letters, digits and hyphens")]
    [InlineData("Notifications__Channels__mail__Host", "smtp host", "write it like smtp.example.com")]
    [InlineData("Notifications__Channels__mail__Host", null, "write it like smtp.example.com")]
    [InlineData("Notifications__Channels__mail__Port", "70000", "from 1 to 65535")]
    [InlineData("Notifications__Channels__mail__Tls", "none", "would be sent unencrypted")]
    [InlineData("Notifications__Channels__mail__User", null, "set both User and Password")]
    [InlineData("Notifications__Channels__mail__Password", null, "set both User and Password")]
    [InlineData("Notifications__Channels__mail__From", "nobody", "not an e-mail address")]
    [InlineData("Notifications__Channels__mail__To__1", "a@example.com\r\nBcc: b@example.com", "not an e-mail address")]
    [InlineData("Notifications__Channels__mail__To__1", "\"a> b\"@example.com", "not an e-mail address")]
    [InlineData("Notifications__Channels__mail__To__1", "jörg@example.com", "not an e-mail address")]
    [InlineData("Notifications__Channels__mail__Password", "@Microsoft.KeyVault(SecretUri=x)", "was not resolved")]
    [InlineData("Notifications__Channels__pager__Secret", "@Microsoft.KeyVault(SecretUri=x)", "was not resolved")]
    [InlineData("Notifications__Channels__chat__Url", "@Microsoft.KeyVault(SecretUri=x)", "was not resolved")]
    [InlineData("Notifications__Channels__mail__Url", "https://example.com", "there is no such setting")]
    [InlineData("Notifications__Channels__pager__Secret", "not base64!", "are not Base64 after whsec_")]
    [InlineData("Notifications__Channels__pager__Secret", null, "it is missing")]
    [InlineData("Notifications__Rules__valara.delivery-failed__Enabled", "off", "neither true nor false")]
    [InlineData("Notifications__Rules__valara.delivery-failed__Channels__0", "pigeon", "the channels are chat, mail, pager")]
    [InlineData("Notifications__Rules__valara.delivery-failed__Sources__shop__Enabled", "true", "the sources are camera-lab, valara")]
    [InlineData("Notifications__Rules__valara.delivery-failed__Mute", "true", "there is no such setting")]
    [InlineData("Notifications__Rules__valara_delivery_failed__Enabled", "true", "twice")]
    [InlineData("Notifications__BaseUrl", "receiver.example.com", "https://receiver.example.com")]
    [InlineData("Notifications__Budget", "1", "there is no such setting")]
    public void A_wrong_setting_is_named_with_its_fault_and_the_way_out_and_no_secret(string key, string? value, string said)
    {
        Read(new() { [key] = value }, out var problems);

        var problem = problems.ShouldHaveSingleItem();
        problem.ShouldStartWith(key.Split("__")[0] + "__");
        problem.ShouldContain(said);
        problem.ShouldNotContain("secret-pa");
        problem.ShouldNotContain("not base64!");
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void On_this_machine_a_password_may_travel_in_clear(string host)
    {
        var mail = Read(new() { ["Notifications__Channels__mail__Tls"] = "none", ["Notifications__Channels__mail__Host"] = host }, out var problems).Channels[1];

        problems.ShouldBeEmpty();
        var target = mail.Target.ShouldBeOfType<ChannelTarget.Email>();
        (target.Host, target.Port, target.User, target.Security).ShouldBe((host, 25, "webhooks", MailSecurity.None));
    }

    [Theory]
    [InlineData("xoxb-1234567890-0987654321-AbCdEf", "C0123456789", null)]
    [InlineData(" xoxb-1234567890-0987654321-AbCdEf\n", "#alerts", null)]
    [InlineData(null, "#alerts", "bot__BotToken: it is missing; it is the Bot User OAuth Token")]
    [InlineData("xoxp-secret-path-secret-path", "#alerts", "bot__BotToken: it is not a bot's token")]
    [InlineData("xoxb-secret-path\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4", "#alerts", "bot__BotToken: it is not a bot's token")]
    [InlineData("xoxb-secret-path\r\nCookie: a=b", "#alerts", "bot__BotToken: it is not a bot's token")]
    [InlineData("xoxe.xoxb-1-secret-path-secret-path", "#alerts", "bot__BotToken: tokens that are rotated expire after 12 hours")]
    [InlineData("@Microsoft.KeyVault(SecretUri=x)", "#alerts", "was not resolved")]
    [InlineData("xoxb-1234567890-0987654321-AbCdEf", null, "bot__Channel: it is missing; write the channel's id")]
    [InlineData("xoxb-1234567890-0987654321-AbCdEf", "the alerts", "bot__Channel: it is not a channel")]
    public void A_bot_needs_its_token_and_a_channel(string? token, string? channel, string? said)
    {
        var options = Read(new() { ["Notifications__Channels__bot__Type"] = "slack", ["Notifications__Channels__bot__BotToken"] = token, ["Notifications__Channels__bot__Channel"] = channel }, out var problems);

        options.Channels.Any(found => found.Target is ChannelTarget.SlackBot).ShouldBe(said is null, string.Join('\n', problems));
        if (said is not null)
        {
            problems.ShouldHaveSingleItem().ShouldContain(said);
            problems[0].ShouldNotContain("secret-pa");
        }
    }

    [Fact]
    public void A_bot_has_no_webhook()
    {
        Read(new() { ["Notifications__Channels__chat__BotToken"] = "xoxb-1234567890-0987654321-AbCdEf", ["Notifications__Channels__chat__Channel"] = "#alerts" }, out var problems);

        problems.ShouldHaveSingleItem().ShouldContain("chat__Url: an incoming webhook and a bot exclude each other");
    }

    [Fact]
    public void Without_recipients_a_mail_goes_nowhere()
    {
        Read(new() { ["Notifications__Channels__mail__To__0"] = null, ["Notifications__Channels__mail__To__1"] = null }, out var problems);

        problems.ShouldHaveSingleItem().ShouldContain("To__0: at least one recipient is required");
    }

    private static NotificationOptions Read(Dictionary<string, string?> changes, out IReadOnlyList<string> problems)
    {
        var settings = new Dictionary<string, string?>(Usable);
        foreach (var (key, value) in changes)
        {
            settings[key] = value;
        }

        var reader = new SettingsReader(settings);
        var options = NotificationSettings.Read(reader, NotificationRules.All);
        problems = reader.Problems;
        return options;
    }
}
