using System.Security.Cryptography;
using System.Text;
using Azure.Core;

namespace StandIns.Http;

// https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key
internal sealed class SharedKey(Account account)
{
    private readonly byte[] key = Convert.FromBase64String(account.Key);

    public string Account => account.Name;

    public static void Date(Request request) =>
        request.Headers.SetValue("x-ms-date", TimeProvider.System.GetUtcNow().ToString("r", System.Globalization.CultureInfo.InvariantCulture));

    public void Sign(Request request, string scheme, string stringToSign)
    {
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(stringToSign)));
        request.Headers.SetValue("Authorization", $"{scheme} {account.Name}:{signature}");
    }
}
