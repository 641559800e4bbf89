using Webhooks.Notifying;
using Webhooks.Senders.Reading;
using Webhooks.Status;

namespace Webhooks.Senders.Envless;

internal static class ApiKeys
{
    private const string Kind = "key";

    public static IEnumerable<StatusChange> Created(EnvlessEvent<KeyData> body, EventContext context) => Changed(body, context, Activity(body) ?? "active", rank: 0);

    public static IEnumerable<StatusChange> Updated(EnvlessEvent<KeyData> body, EventContext context) => Changed(body, context, Activity(body), rank: 1);

    public static IEnumerable<StatusChange> Rotated(EnvlessEvent<KeyData> body, EventContext context) => Changed(body, context, "rotated", rank: 2);

    public static IEnumerable<StatusChange> Deleted(EnvlessEvent<KeyData> body, EventContext context) => Changed(body, context, "deleted", rank: 3);

    public static IEnumerable<Notice> AboutRotated(EnvlessEvent<KeyData> body, EventContext context) =>
        About(EnvlessRules.KeyRotated, body, "rotated", "Update whatever uses it with the new key.");

    public static IEnumerable<Notice> AboutDeleted(EnvlessEvent<KeyData> body, EventContext context) =>
        About(EnvlessRules.KeyDeleted, body, "deleted", "Make sure that nothing uses it any more.");

    private static IEnumerable<StatusChange> Changed(EnvlessEvent<KeyData> body, EventContext context, string? state, int rank)
    {
        if (state is not null && body.Data?.Key is { Id: { Length: > 0 } id } key)
        {
            yield return new StatusChange(Kind, id, state, context.At, $"{Named(key)} is {state}")
            {
                Rank = rank,
                Details = Format.Details(("name", key.Name), ("key_rolls", key.KeyRolls is null ? null : Format.Number(key.KeyRolls))),
            };
        }
    }

    private static IEnumerable<Notice> About(NotificationRule rule, EnvlessEvent<KeyData> body, string outcome, string next)
    {
        if (body.Data?.Key is { Id: { Length: > 0 } id } key)
        {
            var actor = SafeText.First(body.Actor?.Name) is { } name ? $" by {name}" : "";
            yield return rule.About(Kind, id, $"{Named(key)} was {outcome}", $"It was {outcome}{actor}. Requests with the old one are refused.", next);
        }
    }

    private static string? Activity(EnvlessEvent<KeyData> body) => body.Data?.Key?.Active switch
    {
        true => "active",
        false => "inactive",
        null => null,
    };

    private static string Named(ApiKey key) => $"API key {SafeText.First(key.Name, key.Id)}";
}
