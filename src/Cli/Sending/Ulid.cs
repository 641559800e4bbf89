using System.Security.Cryptography;

namespace Cli.Sending;

// ULIDs: 48 bits of milliseconds and 80 random bits, in Crockford's Base32. https://github.com/ulid/spec
internal static class Ulid
{
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string New(DateTimeOffset at) => string.Create(26, at.ToUnixTimeMilliseconds(), (text, milliseconds) =>
    {
        for (var index = 9; index >= 0; index--, milliseconds >>= 5)
        {
            text[index] = Digits[(int)(milliseconds & 31)];
        }

        for (var index = 10; index < text.Length; index++)
        {
            text[index] = Digits[RandomNumberGenerator.GetInt32(32)];
        }
    });
}
