using System.Security.Cryptography;
using System.Text;

namespace Webhooks.Notifying;

// The same content always gives the same id.
internal static class NotificationId
{
    public static string Of(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData([0]);
        }

        return "ntf_" + Convert.ToHexStringLower(hash.GetHashAndReset())[..32];
    }
}
