using System.Security.Cryptography;
using System.Text;

namespace Webhooks.Signatures.Tests.Schemes.Parts;

/// <summary>Signed bodies that two readers could read differently.</summary>
public class AmbiguousBodyTests
{
    private const string Secret = "a-secret-of-the-laboratory";

    private static readonly long Now = SignedDelivery.Noon.ToUnixTimeSeconds();

    [Theory]
    [InlineData("""{"sent":{"at":@now}}""", null)]
    [InlineData("""{"sent":{},"sent":{"at":@now}}""", RefusalReason.BodyMalformed)]
    [InlineData("""{"sent":{"at":1},"sent":{"at":@now}}""", RefusalReason.BodyMalformed)]
    [InlineData("""{"sent":{"at":1,"at":@now}}""", RefusalReason.BodyMalformed)]
    [InlineData("""{"sent":{}}""", RefusalReason.BodyIncomplete)]
    public void A_signed_time_stands_in_the_body_once(string body, RefusalReason? reason)
    {
        var sent = Signed(new() { SignatureHeader = "X-Sig", TimestampAt = "json:sent.at" }, body.Replace("@now", $"{Now}", StringComparison.Ordinal));

        if (reason is { } refused)
        {
            sent.Refused(refused);
        }
        else
        {
            sent.Event().OccurredAt.ShouldBe(SignedDelivery.Noon);
        }
    }

    // To read it as one takes twice its memory, and finds what nobody has written there.
    [Fact]
    public void A_body_of_JSON_is_no_form()
    {
        var settings = new SchemeSettings { SignatureHeader = "X-Sig", EventId = "json:id, form:id, sha256" };

        Signed(settings, """{"note":"&id=7&"}""").Event().EventId.ShouldStartWith("sha256:");
        Signed(settings, "id=7&note=x").Event().EventId.ShouldBe("7");
    }

    private static PartsCase Signed(SchemeSettings settings, string body) => new(settings, Secret, body)
    {
        Headers = [("X-Sig", Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(body))))],
    };
}
