using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Webhooks.Storage;

/// <summary>
/// Ids of senders as parts of keys. Table Storage forbids <c>/ \ # ?</c> and control characters in keys; everything but a safe set is
/// written as <c>~</c> and the two hexadecimal digits of each UTF-8 byte, so that different ids never share a key. Over-long ids are
/// hashed, behind <c>~~</c>, which no written byte begins with.
/// <see href="https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model#characters-disallowed-in-key-fields" />
/// </summary>
internal static class LedgerId
{
    private const int Longest = 400;
    private static readonly SearchValues<char> Safe =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:@=,+");

    public static string Encode(string id, int longest = Longest)
    {
        if (id.Length <= longest && !id.AsSpan().ContainsAnyExcept(Safe))
        {
            return id;
        }

        var encoded = new StringBuilder();
        foreach (var one in Encoding.UTF8.GetBytes(id))
        {
            if (one < 128 && Safe.Contains((char)one))
            {
                encoded.Append((char)one);
            }
            else
            {
                encoded.Append('~').Append(one.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return encoded.Length <= longest ? encoded.ToString() : "~~" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
    }
}
