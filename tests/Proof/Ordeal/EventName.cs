using System.Security.Cryptography;
using System.Text;
using Webhooks.Events;

namespace Proof.Ordeal;

/// <summary>An event as diaries and the effects' table name it.</summary>
internal static class EventName
{
    public static string Of(EventKey key) => $"{key.Source} {key.EventId}";

    /// <summary>One of its handlers.</summary>
    public static string Of(EventKey key, string handler) => $"{handler} {Of(key)}";

    // Ids may hold what keys of a table must not.
    public static string RowOf(EventKey key, string handler) => $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.EventId)))[..32]} {handler}";
}
