using System.Globalization;
using Webhooks.Secrets;
using Webhooks.Signatures;
using Cli.Verbs;

namespace Cli.Sending;

/// <summary>The source to post to: how its sender signs, and with which secret.</summary>
internal sealed record ConfiguredSource(string Name, SignatureScheme Scheme, SecretKey Key, string Fingerprint)
{
    /// <summary>Arguments win over settings.</summary>
    public static ConfiguredSource Find(string name, string? scheme, string? secret, LocalSettings settings, DateTimeOffset at, HmacSettings? given)
    {
        var prefix = $"Sources__{name}__";
        var named = scheme ?? settings.Find(prefix + "Scheme") ?? throw new UnusableArgumentException(Unknown(name, settings));

        // The settings' hmac parts belong to the settings' scheme.
        var parts = scheme is null || scheme == settings.Find(prefix + "Scheme") ? HmacParts.Read(settings.Under(prefix + "Hmac__")) : null;
        var signs = Arguments.Scheme(named, given is null ? parts : given.Over(parts ?? new HmacSettings()));
        var (text, form) = secret is not null ? (secret, null) : Active(prefix, settings, at)
            ?? throw new UnusableArgumentException($"SOURCE: '{name}' has no secret in {Place(settings)}; set {prefix}Secrets__0__Value, or give --secret.");
        if (text.StartsWith("@Microsoft.KeyVault(", StringComparison.Ordinal))
        {
            throw new UnusableArgumentException($"{prefix}Secrets__0__Value is a Key Vault reference, which only Azure resolves; give --secret.");
        }

        form ??= signs.KeyForms[0];
        if (form == KeyForm.Whpk)
        {
            throw new UnusableArgumentException($"The secret of '{name}' is a public key, which cannot sign; give --secret with a symmetric one.");
        }

        // One reader for all: the same trimming, the same refusals, the same fingerprint as the receiver's.
        var read = Secret.Read(text, [form.Value], out var problem)
            ?? throw new UnusableArgumentException($"The secret of '{name}' cannot be used: {problem}.");
        return new ConfiguredSource(name, signs, read.Keys[0], read.Fingerprint);
    }

    private static (string Text, KeyForm? Form)? Active(string prefix, LocalSettings settings, DateTimeOffset at)
    {
        (string, KeyForm?)? first = null;
        for (var index = 0; settings.Find(Key(index, "Value")) is { } value; index++)
        {
            var found = (value, Arguments.Form(settings.Find(Key(index, "KeyForm")), Key(index, "KeyForm")));
            if (Time(Key(index, "NotBefore")) is not { } start || at >= start)
            {
                if (Time(Key(index, "NotAfter")) is not { } end || at < end)
                {
                    return found;
                }
            }

            first ??= found;
        }

        return first;

        string Key(int index, string part) => string.Create(CultureInfo.InvariantCulture, $"{prefix}Secrets__{index}__{part}");
        DateTimeOffset? Time(string key) =>
            DateTimeOffset.TryParse(settings.Find(key), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }

    private static string Unknown(string name, LocalSettings settings)
    {
        var names = settings.Under("Sources__").Where(pair => pair.Key.EndsWith("__Scheme", StringComparison.OrdinalIgnoreCase))
            .Select(pair => pair.Key[..^"__Scheme".Length]).Order(StringComparer.Ordinal).ToList();
        return names.Count > 0
            ? $"SOURCE: {Place(settings)} has no source '{name}'; it has {string.Join(", ", names)}. Or give --scheme and --secret."
            : $"SOURCE: no settings name the source '{name}' ({Place(settings)}); give --scheme and --secret.";
    }

    private static string Place(LocalSettings settings) => settings.File is { } file ? Path.GetFileName(file) : "no local.settings.json found upwards of here";
}
