using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Presets;
using Webhooks.Signatures.Tests.Presets;

namespace Webhooks.Signatures.Tests.Properties;

/// <summary>A sample of a preset, signed.</summary>
internal sealed record SignedSample(string Name, Preset Preset, ConfiguredScheme Scheme, Delivery Delivery, Secret Secret)
{
    // Making keys takes long.
    private static readonly Lazy<IReadOnlyList<SignedSample>> Lazily = new(() => [.. SampleTests.Samples.Select(row => Of((string)row[0], (string)row[1]))]);

    public static IReadOnlyList<SignedSample> All => Lazily.Value;

    public SignatureDefinition Definition => Scheme.Definitions[0];

    public Verification Verify(Delivery delivery) => Scheme.Verify(delivery, [Secret], Scheme.DefaultWindow, SignedDelivery.Noon);

    public SignedEvent Event() => Verify(Delivery).ShouldBeVerified().Event;

    public override string ToString() => Name;

    private static SignedSample Of(string name, string type)
    {
        var (preset, scheme) = SampleTests.Find(name);
        var (delivery, secret) = SampleTests.Signed(SampleTests.Deliver(preset.Samples, type), scheme.Definitions[0], scheme.KeyForms[0]);
        return new($"{name} {type}", preset, scheme, delivery, scheme.ReadSecret(secret, out var problem).ShouldNotBeNull(problem));
    }
}
