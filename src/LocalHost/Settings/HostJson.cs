using System.Globalization;

namespace LocalHost.Settings;

// The supported part of host.json. An unsupported key is an error, never ignored.
internal sealed record HostJson
{
    public string RoutePrefix { get; private init; } = "api";

    public TimeSpan? FunctionTimeout { get; private init; } = TimeSpan.FromMinutes(30);

    public QueueSettings Queues { get; private init; } = new();

    public string PathOf(string route) => RoutePrefix.Length == 0 ? $"/{route}" : $"/{RoutePrefix}/{route}";

    // As in Azure, settings under AzureFunctionsJobHost win over the file.
    public static HostJson Read(string path, IConfiguration settings)
    {
        try
        {
            var file = new ConfigurationBuilder().AddJsonFile(path, optional: false)
                .AddInMemoryCollection(settings.GetSection("AzureFunctionsJobHost").AsEnumerable(makePathsRelative: true).Where(key => key.Value is not null))
                .Build();
            return file.AsEnumerable().Where(key => key.Value is not null).Aggregate(new HostJson(), With);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            throw new CannotStartException(JsonFileErrors.Explain(path, failure.InnerException?.InnerException ?? failure.InnerException ?? failure), failure);
        }
    }

    private static HostJson With(HostJson host, KeyValuePair<string, string?> setting)
    {
        var (key, value) = (setting.Key, setting.Value!);
        try
        {
            return key.ToUpperInvariant() switch
            {
                "VERSION" when value == "2.0" => host,
                "FUNCTIONTIMEOUT" => host with { FunctionTimeout = value == "-1" ? null : Time(value) },
                "EXTENSIONS:HTTP:ROUTEPREFIX" => host with { RoutePrefix = value.Trim('/') },
                "EXTENSIONS:QUEUES:MAXPOLLINGINTERVAL" => host with { Queues = host.Queues with { MaxPollingInterval = AtLeast(TimeSpan.FromMilliseconds(100), Time(value)) } },
                "EXTENSIONS:QUEUES:VISIBILITYTIMEOUT" => host with { Queues = host.Queues with { VisibilityTimeout = AtLeast(TimeSpan.Zero, Time(value)) } },
                "EXTENSIONS:QUEUES:BATCHSIZE" => host with { Queues = host.Queues with { BatchSize = Number(value, 1, 32) } },
                "EXTENSIONS:QUEUES:NEWBATCHTHRESHOLD" => host with { Queues = host.Queues with { ChosenThreshold = Number(value, 0, int.MaxValue) } },
                "EXTENSIONS:QUEUES:MAXDEQUEUECOUNT" => host with { Queues = host.Queues with { MaxDequeueCount = Number(value, 1, int.MaxValue) } },
                "EXTENSIONS:QUEUES:MESSAGEENCODING" => host with { Queues = host.Queues with { Encoding = Enum.Parse<QueueMessageEncoding>(value, ignoreCase: true) } },
                // For Application Insights and the Functions host; LocalHost has its own log rules.
                var logging when logging.StartsWith("LOGGING:", StringComparison.Ordinal) => host,
                _ => throw new CannotStartException($"host.json: LocalHost does not support \"{key}\": \"{value}\". Remove it, or add it to {nameof(HostJson)}."),
            };
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException or OverflowException)
        {
            throw new CannotStartException($"host.json: \"{key}\" cannot be \"{value}\": {failure.Message}", failure);
        }
    }

    private static TimeSpan Time(string value) => TimeSpan.Parse(value, CultureInfo.InvariantCulture);

    private static TimeSpan AtLeast(TimeSpan least, TimeSpan value) => value >= least ? value : throw new FormatException($"it must be at least {least}.");

    private static int Number(string value, int least, int most) =>
        int.Parse(value, CultureInfo.InvariantCulture) is var number && number >= least && number <= most
            ? number
            : throw new FormatException($"it must be from {least} to {most}.");
}
