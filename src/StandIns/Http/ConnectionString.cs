namespace StandIns.Http;

internal sealed record Account(string Name, string Key, Uri Endpoint);

internal static class ConnectionString
{
    // The emulator's account and key are published constants, the same for everyone.
    // https://learn.microsoft.com/azure/storage/common/storage-use-azurite
    private const string EmulatorName = "devstoreaccount1";
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <param name="service">"table" or "queue".</param>
    /// <param name="malformed">The official clients disagree on the exception for a text that is no list of settings.</param>
    public static Account Parse(string text, string service, int emulatorPort, Func<string, Exception> malformed, Func<string, Exception> incomplete)
    {
        var settings = Split(text, malformed);
        if (settings.GetValueOrDefault("UseDevelopmentStorage") == "true")
        {
            return Emulator(settings.GetValueOrDefault("DevelopmentStorageProxyUri"), emulatorPort);
        }

        if (settings.ContainsKey("SharedAccessSignature"))
        {
            throw new NotSupportedException("StandIns: a connection string with a shared access signature is not imitated.");
        }

        var endpoint = settings.GetValueOrDefault(char.ToUpperInvariant(service[0]) + service[1..] + "Endpoint");
        if (!settings.TryGetValue("AccountName", out var name) || !settings.TryGetValue("AccountKey", out var key))
        {
            throw incomplete("No valid combination of account information found.");
        }

        if (endpoint is null)
        {
            var protocol = settings.GetValueOrDefault("DefaultEndpointsProtocol", "https");
            var suffix = settings.GetValueOrDefault("EndpointSuffix", "core.windows.net");
            endpoint = $"{protocol}://{name}.{service}.{suffix}";
        }

        return Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
            ? new Account(name, key, uri)
            : throw incomplete("No valid combination of account information found.");
    }

    private static Dictionary<string, string> Split(string text, Func<string, Exception> malformed)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // A key ends in "=", so only the first one separates.
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || at == part.Length - 1 || !settings.TryAdd(part[..at].Trim(), part[(at + 1)..].Trim()))
            {
                throw malformed("Settings must be of the form \"name=value\", each once.");
            }
        }

        return settings;
    }

    private static Account Emulator(string proxy, int port)
    {
        var host = proxy is null ? new Uri("http://127.0.0.1") : new Uri(proxy);
        return new Account(EmulatorName, EmulatorKey, new UriBuilder(host.Scheme, host.Host, port, EmulatorName).Uri);
    }
}
