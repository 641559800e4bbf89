using Cli.Sending;
using Webhooks.Signatures.Presets;

namespace Cli.Tests;

/// <summary>A source of any scheme, with a secret of its kind.</summary>
internal static class SampleSource
{
    private const string Url = "https://hooks.example.com/api/webhooks/sample";

    public static ConfiguredSource Of(string scheme)
    {
        using var shell = new Shell();
        IReadOnlyList<KeyValuePair<string, string?>> parts = scheme == SchemeCatalog.Hmac
            ? [new("SignatureHeader", "X-Signature"), new("EventId", "json:id"), new("EventType", "json:type")]
            : [];
        return ConfiguredSource.Find(new SourceArguments("sample", scheme, SenderSecrets.OfSender(scheme), parts) { Further = [.. SenderSettings.Of(scheme).Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1]))] }, shell.Settings(), new Uri(Url), Shell.Now);
    }
}
