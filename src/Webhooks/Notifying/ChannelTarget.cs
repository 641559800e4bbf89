using System.Net.Mail;
using System.Security.Cryptography.X509Certificates;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Notifying;

/// <summary>Where messages go. Classes, not records: a record's text would show its secrets.</summary>
public abstract class ChannelTarget
{
    private ChannelTarget()
    {
    }

    /// <summary>An incoming webhook of Slack. Whoever knows the address can post.</summary>
    public sealed class Slack(Uri url) : ChannelTarget
    {
        internal Uri Url => url;
    }

    /// <summary>A bot of Slack, which can answer and change its own messages.</summary>
    public sealed class SlackBot(string token, string channel) : ChannelTarget
    {
        /// <summary>Set by tests only: nothing else gets the token.</summary>
        public Uri Api { internal get; init; } = new("https://slack.com/api/");

        internal string Token => token;

        /// <summary>An id or a name.</summary>
        internal string Channel => channel;
    }

    public sealed class Https(Uri url, SecretKey key) : ChannelTarget
    {
        internal Uri Url => url;

        internal SecretKey Key => key;
    }

    public sealed class Email : ChannelTarget
    {
        public required string Host { get; init; }
        public required int Port { get; init; }
        public required MailSecurity Security { get; init; }
        public required MailAddress From { get; init; }
        public required IReadOnlyList<MailAddress> To { get; init; }
        public string? User { get; init; }
        /// <summary>Of those who read the mails.</summary>
        public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;
        public TimeSpan StepTimeout { get; init; } = TimeSpan.FromSeconds(10);

        /// <summary>Null: the system's trusted roots. Set by tests only.</summary>
        public X509Certificate2? TrustedRoot { get; init; }

        public string? Password { internal get; init; }
    }
}

public enum MailSecurity
{
    None,

    /// <summary>Never falls back to an unencrypted connection.</summary>
    StartTls,
    Tls,
}
