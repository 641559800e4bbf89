namespace Webhooks.Notifying.Channels.Smtp;

/// <summary>What the server answered to one command: a code, and one or more lines.</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    /// <summary>Fit for a log line: servers write what they like.</summary>
    public override string ToString() => Printable.Of($"{Code} {string.Join(' ', Lines)}".Trim(), 200);
}

/// <summary>The server said no. A code of 500 and above means that asking again is of no use.</summary>
internal sealed class SmtpRefusedException(string step, SmtpReply reply) : Exception($"The mail server refused {step}: {reply}.")
{
    public bool IsPermanent => reply.Code >= 500;
}
