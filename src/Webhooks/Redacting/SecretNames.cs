namespace Webhooks.Redacting;

// By their ends: access_token, clientSecret and X-Api-Key are secrets; token_count and secretary are not.
internal static class SecretNames
{
    private const int LongestEnd = 64;

    private static readonly string[] Ends =
    [
        // FastPix writes srtSecret and, in its documentation, srtSecert.
        "secret", "secert", "password", "passwd", "passphrase", "passcode", "pwd", "token", "jwt", "signature", "credential", "credentials",
        "authorization", "cookie", "apikey", "streamkey", "privatekey", "secretkey", "accesskey", "signingkey", "encryptionkey", "sharedkey",
        "accountkey", "masterkey", "authkey", "sessionkey", "webhookkey", "functionkey", "functionskey", "hostkey", "subscriptionkey",
    ];

    private static readonly HashSet<string> Whole = ["sig", "tokens", "secrets", "passwords", "apikeys", "accesstokens", "refreshtokens"];

    /// <summary>Case, and every character that is neither letter nor digit, are ignored.</summary>
    public static bool Contains(ReadOnlySpan<char> name)
    {
        Span<char> buffer = stackalloc char[LongestEnd];
        var at = LongestEnd;
        for (var i = name.Length - 1; i >= 0 && at > 0; i--)
        {
            if (char.IsAsciiLetterOrDigit(name[i]))
            {
                buffer[--at] = char.ToLowerInvariant(name[i]);
            }
        }

        ReadOnlySpan<char> normal = buffer[at..];
        foreach (var end in Ends)
        {
            if (normal.EndsWith(end, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return Whole.GetAlternateLookup<ReadOnlySpan<char>>().Contains(normal);
    }
}
