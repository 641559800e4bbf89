using System.Net.Mail;
using Webhooks.Notifying;

namespace Webhooks.Settings;

internal static class EmailSettings
{
    public const string Known = "Host, Port, Tls, User, Password, From, To__<n>, TimeZone";

    public static ChannelTarget.Email? Read(SettingsReader section)
    {
        var problems = section.Problems.Count;
        var host = section.Text("Host")?.Trim();
        if (host is null || Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            section.Refuse("Host", "it is not the name of a mail server; write it like smtp.example.com");
        }

        var security = section.Choice<MailSecurity>("Tls") ?? MailSecurity.StartTls;
        var port = section.Number("Port", 1, 65_535);
        var (user, password) = (section.Text("User"), section.Text("Password"));
        Account(section, user, password, security, host);
        var from = Mailbox(section, "From", section.Text("From"), "Webhooks <webhooks@example.com>");
        var recipients = section.Texts("To");
        var to = recipients.Select(item => Mailbox(section, item.Name, item.Text, "on-call@example.com")).OfType<MailAddress>().ToList();
        if (recipients.Count == 0)
        {
            section.Refuse("To__0", "at least one recipient is required; write it like on-call@example.com");
        }

        var zone = Zone(section, section.Text("TimeZone")?.Trim());
        return section.Problems.Count > problems ? null : new ChannelTarget.Email
        {
            Host = host!,
            Port = port ?? DefaultPort(security),
            Security = security,
            User = user,
            Password = password,
            From = from!,
            To = to,
            TimeZone = zone,
        };
    }

    // Names of the IANA database, such as the machine has it: anything else is a path of a file or a name of Windows.
    private static TimeZoneInfo Zone(SettingsReader section, string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return TimeZoneInfo.Utc;
        }

        if (name.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '+' or '-') && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
        {
            return zone;
        }

        section.Refuse("TimeZone", $"there is no time zone '{Printable.Of(name)}' here; write a name of the IANA database, like Europe/Berlin");
        return TimeZoneInfo.Utc;
    }

    private static int DefaultPort(MailSecurity security) => security switch
    {
        MailSecurity.Tls => 465,
        MailSecurity.StartTls => 587,
        _ => 25,
    };

    private static void Account(SettingsReader section, string? user, string? password, MailSecurity security, string? host)
    {
        if (user is null != password is null)
        {
            section.Refuse(user is null ? "User" : "Password", "set both User and Password, or neither for a server without authentication");
        }

        if (password is not null && !SecretSettings.RefusesReference(section, "Password", password) && security == MailSecurity.None && host is not ("localhost" or "127.0.0.1" or "::1"))
        {
            section.Refuse("Tls", "with none the password would be sent unencrypted; set starttls (port 587) or tls (port 465)");
        }
    }

    // An address becomes part of a command and a header: printable ASCII, and nothing that ends either.
    private static MailAddress? Mailbox(SettingsReader section, string name, string? text, string example)
    {
        if (text is not null && !text.Any(char.IsControl) && MailAddress.TryCreate(text, out var mailbox)
            && mailbox.Address.All(c => c is > ' ' and <= '~' and not ('<' or '>' or '"')))
        {
            return mailbox;
        }

        section.Refuse(name, text is null ? $"it is missing; write it like {example}" : $"it is not an e-mail address; write it like {example}");
        return null;
    }
}
