using Webhooks.Driver.Handshakes;
using Webhooks.Settings;
using Webhooks.Signatures.Presets;

namespace Webhooks.Tests.Settings;

public sealed class HandshakeSourceSettingsTests
{
    [Fact]
    public void A_token_is_read_where_the_sender_sends_one()
    {
        var reader = Reader("VerifyToken", " meaty hamster ");

        HandshakeSourceSettings.Read(reader, Exchanges.Meta.Preset).VerifyToken.ShouldBe("meaty hamster");
        reader.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_reference_that_was_not_resolved_is_no_token()
    {
        var reader = Reader("VerifyToken", "@Microsoft.KeyVault(VaultName=v;SecretName=s)");

        HandshakeSourceSettings.Read(reader, Exchanges.Meta.Preset);

        reader.Problems.ShouldHaveSingleItem().ShouldContain("VerifyToken: the Key Vault reference was not resolved");
    }

    [Fact]
    public void Nothing_said_of_handshakes_repeats_the_token()
    {
        var reader = Reader("VerifyToken", "meaty hamster");

        HandshakeSourceSettings.Read(reader, Exchanges.Dropbox.Preset);

        reader.Problems.ShouldHaveSingleItem().ShouldNotContain("hamster");
    }

    [Theory]
    [InlineData("Answer", NewSecret.Answer)]
    [InlineData("log", NewSecret.Log)]
    public void A_new_secret_may_be_expected_where_the_sender_introduces_one(string text, NewSecret expected)
    {
        var reader = Reader("NewSecret", text);

        HandshakeSourceSettings.Read(reader, Exchanges.Asana.Preset).NewSecret.ShouldBe(expected);
        reader.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_source_that_is_printed_shows_its_name_alone() =>
        new Source { Name = "lab", Scheme = Exchanges.Meta.Made, Secrets = [], ReplayWindow = default, VerifyToken = "meaty hamster" }.ToString().ShouldBe("lab");

    private static SettingsReader Reader(string name, string value) => new([new(name, value)]);
}
