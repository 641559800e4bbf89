namespace Webhooks.Searching;

/// <summary>Names of fields that hold ids: <c>id</c>, <c>listing_id</c>, <c>camera-id</c>, <c>endpointId</c>.</summary>
internal static class IdNames
{
    public static bool Contains(ReadOnlySpan<char> name) => name switch
    {
        [.. var rest, 'i' or 'I', 'd' or 'D'] when rest.IsEmpty || rest[^1] is '_' or '-' or '.' => true,
        [.. var rest, 'I', 'd' or 'D'] => char.IsLower(rest[^1]) || char.IsDigit(rest[^1]),
        _ => false,
    };

    // X-GitHub-Delivery and Envless-Delivery hold ids of deliveries.
    public static bool IsOfHeader(string name) => Contains(name) || name.EndsWith("-delivery", StringComparison.OrdinalIgnoreCase);
}
