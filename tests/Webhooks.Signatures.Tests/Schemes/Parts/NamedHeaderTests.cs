namespace Webhooks.Signatures.Tests.Schemes.Parts;

/// <summary>Headers that a signature names: the names are the caller's text until it is verified.</summary>
public class NamedHeaderTests
{
    private static readonly SchemeSettings Settings = new()
    {
        SignatureHeader = "X-Sig",
        Layout = SignatureLayout.Keyed,
        Prefix = "v1",
        SignedHeadersKey = "h",
        SignedContent = "{timestamp}.{signed-names}.{signed-values}.{body}",
        EventId = "header:X-Event-Id",
    };

    [Theory]
    [InlineData("<script>", RefusalReason.SignatureMalformed)]
    [InlineData("X-Script", RefusalReason.SignedHeaderMissing)]
    [InlineData("X-Dotted", RefusalReason.SignatureMalformed)]
    public void A_name_that_the_caller_wrote_is_in_no_refusal(string name, RefusalReason reason) =>
        Sent(name).Refused(reason).Detail.ShouldNotContain(name);

    [Fact]
    public void A_name_that_settings_hold_is_told() =>
        Sent("x-event-id").Refused(RefusalReason.SignedHeaderMissing).Detail.ShouldContain("X-Event-Id");

    [Fact]
    public void However_long_a_name_is_the_refusal_is_short() =>
        Sent(new string('a', 8192)).Verify().ShouldBeRefused().Detail.Length.ShouldBeLessThan(200);

    private static PartsCase Sent(string name) => new(Settings, "a-secret-of-the-laboratory", "{}")
    {
        Headers = [("X-Sig", $"t={SignedDelivery.Noon.ToUnixTimeSeconds()},h={name},v1={new string('0', 64)}"), ("X-Dotted", "a.b")],
    };
}
