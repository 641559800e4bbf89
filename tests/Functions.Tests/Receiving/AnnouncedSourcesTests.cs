using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Webhooks;
using Webhooks.Receiving;
using Webhooks.Secrets;
using Webhooks.Signatures;
using Webhooks.Tests;

namespace Functions.Tests.Receiving;

public sealed class AnnouncedSourcesTests
{
    [Theory]
    [InlineData(2, 0, 0)]
    [InlineData(3, 0, 1)]
    [InlineData(2, 3, 0)]
    public async Task More_public_keys_than_are_tried_are_warned_of(int active, int retired, int warnings)
    {
        var now = DateTimeOffset.UnixEpoch;
        var log = new FakeLogger<AnnouncedSources>();
        var source = new Source
        {
            Name = "lab",
            Scheme = Schemes.Named("standard-webhooks"),
            ReplayWindow = TimeSpan.FromMinutes(5),
            Secrets = [.. Enumerable.Range(0, active).Select(_ => PublicKey(null)), .. Enumerable.Range(0, retired).Select(_ => PublicKey(now)), Secret.Read(From.ReferenceSecret, [KeyForm.Whsec], out var _)!],
        };

        await new AnnouncedSources(new SourceCatalog([source]), new ManualClock(now), log).StartAsync(CancellationToken.None);

        log.Collector.GetSnapshot().Count(record => record.Level == LogLevel.Warning
            && record.Message == "Source lab has more than 2 active public keys: the others are not tried on a delivery with two signatures; end those that are no longer in use.").ShouldBe(warnings);
    }

    private static Secret PublicKey(DateTimeOffset? notAfter) =>
        Secret.Read("whpk_" + Key(), [KeyForm.Whpk], out var problem, null, notAfter).ShouldNotBeNull(problem);

    private static string Key()
    {
        using var key = Ed25519PrivateKey.Read("whsk_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)))!;
        return key.PublicKey["whpk_".Length..];
    }
}
