namespace Webhooks.Notifying.Channels;

/// <summary>What Slack calls its errors, and what to do. Those that nobody has to act on are temporary.</summary>
internal static class SlackErrors
{
    private const string Token = "copy the Bot User OAuth Token from OAuth & Permissions of your Slack app into BotToken; if the app was removed, install it again";
    private const string Administrator = "the workspace forbids it: ask its administrator";
    private const string Text = "the receiver wrote a message that Slack does not take; it is kept as a dead letter. Please report this";

    public static ChannelOutcome.Failed Of(string error) => Remedy(error) is { } remedy
        ? new($"Slack answered {error}: {remedy}.", Permanent: true)
        : new($"Slack answered {Printable.Of(error, 60)}.", Permanent: false);

    // The message to answer or to change is not there, or not ours any more.
    public static bool IsGone(string? error) => error is "message_not_found" or "cant_update_message" or "edit_window_closed" or "thread_not_found"
        or "invalid_thread_ts" or "cannot_reply_to_message" or "restricted_action_thread_locked" or "channel_not_found" or "is_archived" or "not_in_channel";

    private static string? Remedy(string error) => error switch
    {
        "channel_not_found" => "there is no such channel, or it is private and the app is not in it: check Channel (best the id, C0123456789, from the end of the channel's details) and run /invite @<app> in it",
        "not_in_channel" => "run /invite @<app> in the channel, or give the app the scope chat:write.public",
        "is_archived" => "the channel is archived: set Channel to another",
        "invalid_auth" or "not_authed" or "account_inactive" or "token_revoked" or "token_expired" => Token,
        "missing_scope" or "no_permission" or "not_allowed_token_type" => "give the app the scope chat:write under OAuth & Permissions, and install it again",
        "restricted_action" or "restricted_action_read_only_channel" or "restricted_action_non_threadable_channel" or "access_denied" or "ekm_access_denied"
            or "org_login_required" or "team_access_not_granted" or "enterprise_is_restricted" or "two_factor_setup_required" or "accesslimited" => Administrator,
        "msg_too_long" or "msg_blocks_too_long" or "invalid_blocks" or "invalid_blocks_format" or "no_text" or "invalid_arguments" or "too_many_attachments" => Text,
        _ => null,
    };
}
