using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Settings;

// No problem repeats a value.
internal static class SecretSettings
{
    private const string UnresolvedReference = "@Microsoft.KeyVault(";

    public static IReadOnlyList<Secret> Read(SettingsReader source, SignatureScheme scheme)
    {
        var all = source.Section("Secrets");
        var secrets = new List<Secret>();
        foreach (var number in all.Children())
        {
            if (ReadOne(all.Section(number), scheme) is not { } secret)
            {
                continue;
            }

            if (secrets.Any(earlier => earlier.Fingerprint == secret.Fingerprint))
            {
                all.Section(number).Refuse("Value", "it is the same secret as another one of this source; remove one of them");
            }

            secrets.Add(secret);
        }

        if (all.Children().Count == 0 && !scheme.AnswersBeforeSecret && scheme.Publication is null)
        {
            source.Refuse("Secrets__0__Value", "the source has no secret, so nothing could be verified; copy it from the sender's dashboard");
        }

        return secrets;
    }

    // What this app signs with, and the receiving side verifies with.
    public static Secret? ReadSigning(SettingsReader section)
    {
        if (section.Text("Secret") is not { } text)
        {
            section.Refuse("Secret", "it is missing; the receiving side verifies with it, for example whsec_ and the Base64 of 24 random bytes");
            return null;
        }

        if (RefusesReference(section, "Secret", text))
        {
            return null;
        }

        var secret = Secret.Read(text, [KeyForm.Whsec], out var problem);
        if (secret is null)
        {
            section.Refuse("Secret", problem);
        }

        return secret;
    }

    // The platform should have replaced the reference: taken as the secret it would fail much later.
    public static bool RefusesReference(SettingsReader section, string name, string value)
    {
        if (!value.TrimStart().StartsWith(UnresolvedReference, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        section.Refuse(name, "the Key Vault reference was not resolved; give the app's identity the role Key Vault Secrets User and check the secret's name");
        return true;
    }

    private static Secret? ReadOne(SettingsReader section, SignatureScheme scheme)
    {
        var value = section.Text("Value");
        var form = section.Choice<KeyForm>("KeyForm");
        var notBefore = section.Moment("NotBefore");
        var notAfter = section.Moment("NotAfter");
        if (notAfter <= notBefore)
        {
            section.Refuse("NotAfter", "it is not later than NotBefore, so the secret would never be active");
        }

        if (value is null)
        {
            section.Refuse("Value", "it is empty; copy the secret from the sender's dashboard");
            return null;
        }

        if (RefusesReference(section, "Value", value))
        {
            return null;
        }

        var secret = scheme.ReadSecret(new SecretText(value, form) { NotBefore = notBefore, NotAfter = notAfter }, out var problem);
        if (secret is null)
        {
            section.Refuse("Value", $"{problem}. Set KeyForm ({string.Join(", ", FormsFor(scheme))}) if the sender writes its secret in another form than {scheme.KeyForms[0].ToString().ToLowerInvariant()}");
        }

        return secret;
    }

    private static IEnumerable<string> FormsFor(SignatureScheme scheme) => scheme.TakesPublicKeys
        ? ["hex", "base64", "whpk", "spki", "jwk"]
        : ["utf8", "base64", "whsec", "hex"];
}
