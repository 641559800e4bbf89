using System.Net.Mail;
using System.Security.Cryptography.X509Certificates;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Notifying.Channels;

/// <summary>Where messages go. The set is closed. Classes, not records: the text of a record would show its secrets.</summary>
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

    /// <summary>An endpoint that verifies Standard Webhooks.</summary>
    public sealed class Https(Uri url, SecretKey key) : ChannelTarget
    {
        internal Uri Url => url;

        internal SecretKey Key => key;
    }

    /// <summary>Mailboxes behind an SMTP server.</summary>
    public sealed class Email : ChannelTarget
    {
        /// <summary>The server.</summary>
        public required string Host { get; init; }

        /// <summary>Its port.</summary>
        public required int Port { get; init; }

        /// <summary>How the connection is protected.</summary>
        public required MailSecurity Security { get; init; }

        /// <summary>The sender's mailbox.</summary>
        public required MailAddress From { get; init; }

        /// <summary>The recipients.</summary>
        public required IReadOnlyList<MailAddress> To { get; init; }

        /// <summary>The account; null to send without one.</summary>
        public string? User { get; init; }

        /// <summary>How long the server may take for one step.</summary>
        public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

        /// <summary>The only authority trusted to sign the server's certificate; null for those the system trusts. No setting sets it.</summary>
        public X509Certificate2? TrustedRoot { get; init; }

        /// <summary>The account's password.</summary>
        public string? Password { internal get; init; }
    }
}

/// <summary>How a connection to a mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>TLS after a greeting in clear, never without it.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,
}
