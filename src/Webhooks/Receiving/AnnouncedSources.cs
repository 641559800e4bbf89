using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Receiving;

/// <summary>Says at start which sources there are, and which of their secrets are weak. Secrets appear by fingerprint.</summary>
internal sealed partial class AnnouncedSources(SourceCatalog sources, TimeProvider clock, ILogger<AnnouncedSources> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var source in sources.All)
        {
            var active = source.Secrets.Where(secret => secret.IsActiveAt(clock.GetUtcNow())).ToArray();
            Log.Announced(logger, source.Name, source.Scheme.Name, active.Length, string.Join(", ", active.Select(secret => secret.Fingerprint)), source.ReplayWindow);
            foreach (var weakness in source.Scheme.Weaknesses)
            {
                Log.WeakScheme(logger, source.Name, weakness);
            }

            if (source.Deduplicate == Deduplicate.None)
            {
                Log.NotDeduplicated(logger, source.Name, source.Scheme.NoDeduplication ?? "Deduplicate says so.");
            }

            if (source.TakesPublishedKeys)
            {
                Log.Published(logger, source.Name, source.Scheme.Publication!.Origin);
            }
            else if (active.Length == 0)
            {
                Log.WithoutSecret(logger, source.Name);
            }

            foreach (var weak in active.Where(secret => secret.Keys.Any(key => key.Bytes.Length < SecretKey.RecommendedBytes)))
            {
                Log.Weak(logger, source.Name, weak.Fingerprint, SecretKey.RecommendedBytes);
            }
        }

        foreach (var shared in sources.All.SelectMany(source => source.Secrets.Select(secret => (source.Name, secret.Fingerprint)).Distinct()).GroupBy(one => one.Fingerprint).Where(same => same.Count() > 1))
        {
            Log.Shared(logger, shared.Key, string.Join(", ", shared.Select(one => one.Name)));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Source {Source}: scheme {Scheme}, {Count} active secrets ({Fingerprints}), replay window {Window}.")]
        public static partial void Announced(ILogger logger, string source, string scheme, int count, string fingerprints, TimeSpan window);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Source {Source}: what its signatures do not protect from: {Weakness}")]
        public static partial void WeakScheme(ILogger logger, string source, string weakness);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Source {Source}: each delivery is an event of its own, so a retry of the sender is processed once more. {Reason}")]
        public static partial void NotDeduplicated(ILogger logger, string source, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "Source {Source} verifies by keys that its sender publishes: {Origin}.")]
        public static partial void Published(ILogger logger, string source, string origin);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Source {Source} has no active secret: it accepts nothing but probes and handshakes.")]
        public static partial void WithoutSecret(ILogger logger, string source);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Source {Source}: the key of secret {Fingerprint} has fewer than {Advised} bytes; ask the sender for a longer one.")]
        public static partial void Weak(ILogger logger, string source, string fingerprint, int advised);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Secret {Fingerprint} is configured for several sources ({Sources}): a delivery signed for one can verify at another. Give each source a secret of its own.")]
        public static partial void Shared(ILogger logger, string fingerprint, string sources);
    }
}
