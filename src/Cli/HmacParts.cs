using Webhooks.Secrets;
using Webhooks.Signatures;

namespace Cli;

/// <summary>The hmac scheme's settings from names and values.</summary>
internal static class HmacParts
{
    public static HmacSettings? Read(IEnumerable<string> assignments) => Read(assignments.Select(assignment =>
    {
        var cut = assignment.IndexOf('=', StringComparison.Ordinal);
        return cut > 0
            ? KeyValuePair.Create(assignment[..cut], assignment[(cut + 1)..])
            : throw new UnusableArgumentException($"--hmac: '{assignment}' is not NAME=VALUE, for example SignatureHeader=X-Signature.");
    }));

    public static HmacSettings? Read(IEnumerable<KeyValuePair<string, string>> parts)
    {
        HmacSettings? settings = null;
        foreach (var (name, value) in parts)
        {
            settings = Set(settings ?? new HmacSettings(), name, value);
        }

        return settings;
    }

    private static HmacSettings Set(HmacSettings settings, string name, string value) => name.ToUpperInvariant() switch
    {
        "SIGNATUREHEADER" => settings with { SignatureHeader = value },
        "LAYOUT" => settings with { Layout = Choice<SignatureLayout>(name, value) },
        "PREFIX" => settings with { Prefix = value },
        "ENCODING" => settings with { Encoding = Choice<MacEncoding>(name, value) },
        "SIGNEDCONTENT" => settings with { SignedContent = value },
        "TIMESTAMPHEADER" => settings with { TimestampHeader = value },
        "TIMESTAMPKEY" => settings with { TimestampKey = value },
        "TIMESTAMPFORMAT" => settings with { TimestampFormat = Choice<TimeFormat>(name, value) },
        "EVENTID" => settings with { EventId = value },
        "EVENTTYPE" => settings with { EventType = value },
        "NONCE" => settings with { Nonce = value },
        "DELIVERYID" => settings with { DeliveryId = value },
        "KEYFORM" => settings with { KeyForm = Choice<KeyForm>(name, value) },
        _ => throw new UnusableArgumentException(
            $"Hmac: '{name}' is no part of the scheme; there are {string.Join(", ", typeof(HmacSettings).GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal))}."),
    };

    private static T Choice<T>(string name, string value) where T : struct, Enum =>
        Enum.TryParse<T>(value, ignoreCase: true, out var choice) && Enum.IsDefined(choice)
            ? choice
            : throw new UnusableArgumentException($"Hmac {name}: '{value}' is none of {string.Join(", ", Enum.GetNames<T>())}.");
}
