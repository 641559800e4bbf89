using Webhooks.Signatures.Deliveries;

namespace Webhooks.Refusing;

// The headers of a refused delivery that may be stored. The caller is unknown and may have sent, by mistake, a credential for someone
// else. What the scheme reads is needed to verify the delivery again, and is kept.
internal static class KeptHeaders
{
    // Also what the platform adds about the caller, which is not needed.
    private static readonly string[] Beginnings =
        ["x-ms-", "x-arr-", "x-azure-", "x-appservice-", "x-functions-", "x-forwarded-", "x-original-", "x-client-", "x-real-ip", "client-ip", "forwarded", "disguised-host", "was-default"];

    private static readonly string[] Parts = ["auth", "cookie", "token", "secret", "password", "passwd", "api-key", "apikey", "session", "credential", "jwt"];

    public static IReadOnlyList<KeyValuePair<string, string>> Of(Source source, DeliveryHeaders received)
    {
        var ofScheme = source.Scheme.Headers.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. received
                .Where(header => ofScheme.Contains(header.Key) || !MayBeSecret(header.Key))
                .OrderByDescending(header => ofScheme.Contains(header.Key))
                .SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key, value))),
        ];
    }

    private static bool MayBeSecret(string name) =>
        Array.Exists(Beginnings, beginning => name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
        || Array.Exists(Parts, part => name.Contains(part, StringComparison.OrdinalIgnoreCase))
        || name.EndsWith("-key", StringComparison.OrdinalIgnoreCase);
}
