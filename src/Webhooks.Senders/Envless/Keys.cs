using Webhooks.Notifying;
using Webhooks.Senders.Reading;
using Webhooks.Status;

namespace Webhooks.Senders.Envless;

/// <summary>API keys.</summary>
internal static class Keys
{
    private const string Kind = "key";

    public static IEnumerable<StatusChange> Created(EnvlessEvent<KeyData> said, EventContext on) => Reached(said, on, Activity(said) ?? "active", rank: 0);

    public static IEnumerable<StatusChange> Updated(EnvlessEvent<KeyData> said, EventContext on) => Reached(said, on, Activity(said), rank: 1);

    public static IEnumerable<StatusChange> Rotated(EnvlessEvent<KeyData> said, EventContext on) => Reached(said, on, "rotated", rank: 2);

    public static IEnumerable<StatusChange> Deleted(EnvlessEvent<KeyData> said, EventContext on) => Reached(said, on, "deleted", rank: 3);

    public static IEnumerable<Notice> AboutRotated(EnvlessEvent<KeyData> said, EventContext on) =>
        About(EnvlessRules.KeyRotated, said, "rotated", "Give the new key to whatever uses it.");

    public static IEnumerable<Notice> AboutDeleted(EnvlessEvent<KeyData> said, EventContext on) =>
        About(EnvlessRules.KeyDeleted, said, "deleted", "Make sure that nothing uses it any more.");

    private static IEnumerable<StatusChange> Reached(EnvlessEvent<KeyData> said, EventContext on, string? state, int rank)
    {
        if (state is not null && said.Data?.Key is { Id: { Length: > 0 } id } key)
        {
            yield return new StatusChange(Kind, id, state, on.At, $"{Named(key)} is {state}")
            {
                Rank = rank,
                Details = Format.Details(("name", key.Name), ("key_rolls", key.KeyRolls is null ? null : Format.Number(key.KeyRolls))),
            };
        }
    }

    private static IEnumerable<Notice> About(NotificationRule rule, EnvlessEvent<KeyData> said, string outcome, string next)
    {
        if (said.Data?.Key is { Id: { Length: > 0 } id } key)
        {
            var actor = Plain.First(said.Actor?.Name) is { } name ? $" by {name}" : "";
            yield return rule.About(Kind, id, $"{Named(key)} was {outcome}", $"It was {outcome}{actor}. Whoever still uses the old one is refused.", next);
        }
    }

    private static string? Activity(EnvlessEvent<KeyData> said) => said.Data?.Key?.Active switch
    {
        true => "active",
        false => "inactive",
        null => null,
    };

    private static string Named(ApiKey key) => $"API key {Plain.First(key.Name, key.Id)}";
}
