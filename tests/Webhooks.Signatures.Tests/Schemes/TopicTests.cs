using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Presets;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Tests.Schemes;

/// <summary>Messages of AWS SNS whose key signs for every account of AWS, and the certificates they name.</summary>
public sealed class TopicTests : IDisposable
{
    private static readonly DateTimeOffset Now = SignedDelivery.Noon;
    private readonly PublishedCertificate certificate = new("sns.amazonaws.com", Now.AddDays(-1), Now.AddDays(1));

    public void Dispose() => certificate.Dispose();

    [Fact]
    public void Each_signed_field_is_signed_and_a_field_that_is_null_is_absent()
    {
        Verify(Message()).ShouldBeVerified().Event.ShouldBe(new SignedEvent("m-1", "Notification") { OccurredAt = Now });
        Verify(With("Subject", "Berth")).ShouldBeVerified();
        Verify(With("Subject", null)).ShouldBeVerified();
        foreach (var name in (string[])["Message", "MessageId", "Subject", "Timestamp", "Type"])
        {
            var message = With("Subject", "Berth");
            var body = message.SignedBy(certificate);
            message[name] = name == "Timestamp" ? "2026-11-29T12:00:01.000Z" : "changed";

            body.ShouldNotBe(Bytes(message));
            Verify(Bytes(message)).ShouldBeRefused(RefusalReason.SignatureInvalid);
        }
    }

    [Theory]
    [InlineData("Subject", "added")]
    [InlineData("Token", "added")]
    [InlineData("SubscribeURL", "https://sns.eu-west-1.amazonaws.com/")]
    public void A_field_that_was_not_signed_cannot_be_added(string name, string value)
    {
        var message = Message();
        _ = message.SignedBy(certificate);
        message[name] = value;

        Verify(Bytes(message)).ShouldBeRefused(RefusalReason.SignatureInvalid);
    }

    [Fact]
    public void Text_cannot_be_moved_from_one_field_to_the_next()
    {
        var message = With("Message", "A\nMessageId\nB");
        message["MessageId"] = "C";
        _ = message.SignedBy(certificate);
        (message["Message"], message["MessageId"]) = ("A", "B\nMessageId\nC");

        Verify(Bytes(message)).ShouldBeRefused(RefusalReason.SignatureMalformed);
    }

    [Fact]
    public void A_message_of_another_topic_is_a_strangers_although_AWS_signed_it() =>
        Verify(With("TopicArn", "arn:aws:sns:eu-west-1:666666666666:harbour")).ShouldBeRefused(RefusalReason.SignatureInvalid).Detail.ShouldContain("TopicArn");

    [Fact]
    public void Sha1_is_taken_where_settings_say_so_and_then_alone()
    {
        Verify(With("SignatureVersion", "1")).ShouldBeRefused(RefusalReason.SignatureMalformed).Detail.ShouldContain("RsaSha1");
        Verify(With("SignatureVersion", "1"), SigningAlgorithm.RsaSha1).ShouldBeVerified();
        Verify(Message(), SigningAlgorithm.RsaSha1).ShouldBeRefused(RefusalReason.SignatureMalformed);
        var message = Message();
        _ = message.SignedBy(certificate);
        message["SignatureVersion"] = "1";
        Verify(Bytes(message), SigningAlgorithm.RsaSha1).ShouldBeRefused(RefusalReason.SignatureInvalid);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{\"Signature\":7}")]
    [InlineData("{\"Signature\":\"AAAA\",\"Signature\":\"AAAA\"}")]
    [InlineData("{\"Message\":\"\\ud800\",\"Signature\":\"AAAA\"}")]
    public void What_is_no_message_is_refused_and_throws_nothing(string body) => Verify(Encoding.UTF8.GetBytes(body)).ShouldBeRefused();

    [Fact]
    public void A_message_that_is_too_old_is_refused()
    {
        Verify(TopicMessage.Of("m-1", Now.AddHours(-2))).ShouldBeVerified();
        Verify(TopicMessage.Of("m-1", Now.AddHours(-2).AddSeconds(-1))).ShouldBeRefused(RefusalReason.TooOld);
    }

    [Fact]
    public void A_confirmation_is_no_event_and_its_address_is_the_senders()
    {
        Confirmation("https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=7").ShouldBe(new Verification.ToConfirm(new("https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=7")));
        Confirmation("https://sns.eu-west-1.amazonaws.com.example.com/?Token=7").ShouldBeRefused(RefusalReason.BodyMalformed);
        Confirmation("http://sns.eu-west-1.amazonaws.com/?Token=7").ShouldBeRefused(RefusalReason.BodyMalformed);
        Confirmation("https://sns.eu-west-1.amazonaws.com:444/?Token=7").ShouldBeRefused(RefusalReason.BodyMalformed);
    }

    [Theory]
    [InlineData("https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-1.pem", true)]
    [InlineData("https://sns.cn-north-1.amazonaws.com.cn/SimpleNotificationService-1.pem", true)]
    [InlineData("http://sns.eu-west-1.amazonaws.com/a.pem", false)]
    [InlineData("https://sns.eu-west-1.amazonaws.com:8443/a.pem", false)]
    [InlineData("https://sns.eu-west-1.amazonaws.com/a.pem?x=1", false)]
    [InlineData("https://sns.eu-west-1.amazonaws.com/a.pem#x", false)]
    [InlineData("https://sns.eu-west-1.amazonaws.com/../a.pem", false)]
    [InlineData("https://sns.eu-west-1.amazonaws.com/b/a.pem", false)]
    [InlineData("https://sns.eu-west-1.amazonaws.com/%61.pem", false)]
    [InlineData("https://sns.eu-west-1.amazonaws.com/a.txt", false)]
    [InlineData("https://SNS.eu-west-1.amazonaws.com/a.pem", false)]
    [InlineData("https://sns.eu-west-1.amazonaws.com.example.com/a.pem", false)]
    [InlineData("https://sns.eu-west-1.amazonaws.com@example.com/a.pem", false)]
    [InlineData("https://example.com/sns.eu-west-1.amazonaws.com/a.pem", false)]
    [InlineData("https://bucket.s3.amazonaws.com/a.pem", false)]
    [InlineData("https://sns.x.amazonaws.com/a.pem", false)]
    [InlineData("file:///etc/passwd.pem", false)]
    [InlineData("//sns.eu-west-1.amazonaws.com/a.pem", false)]
    public void Only_addresses_of_the_sender_are_named_to_whoever_fetches(string address, bool isAllowed)
    {
        var message = With("SigningCertURL", address);
        var named = Find().Publication!.Find(Deliver(message.SignedBy(certificate)), out var refusal);

        (named?.Address.AbsoluteUri).ShouldBe(isAllowed ? address : null);
        (refusal is null).ShouldBe(isAllowed);
    }

    [Fact]
    public void Nothing_is_fetched_for_a_message_that_no_certificate_could_make_right()
    {
        var publication = Find().Publication!;

        publication.Find(Deliver(With("TopicArn", "arn:aws:sns:eu-west-1:666666666666:harbour").SignedBy(certificate)), out _).ShouldBeNull();
        publication.Find(Deliver(Bytes(Message())), out _).ShouldBeNull();
    }

    [Fact]
    public void A_certificate_is_taken_that_is_the_senders_valid_and_trusted()
    {
        Read(certificate).Problem.ShouldBe("");
        var (keys, _) = Read(certificate);
        (keys.Single().Key.NotBefore, keys.Single().Key.NotAfter).ShouldBe((Now.AddDays(-1), Now.AddDays(1)));
        using var expired = new PublishedCertificate("sns.amazonaws.com", Now.AddDays(-9), Now.AddDays(-1));
        using var early = new PublishedCertificate("sns.amazonaws.com", Now.AddDays(1), Now.AddDays(9));
        using var strange = new PublishedCertificate("sns.amazonaws.com.example.com", Now.AddDays(-1), Now.AddDays(1));
        Read(expired).Problem.ShouldContain("valid from");
        Read(early).Problem.ShouldContain("valid from");
        Read(strange).Problem.ShouldContain("common name");
        Read(certificate, strange.Roots).Problem.ShouldContain("no trusted authority");
        foreach (var text in (string[])["", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "<html>", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"])
        {
            Find().Publication!.Read(Encoding.UTF8.GetBytes(text), Now, certificate.Roots, out var problem).ShouldBeEmpty();
            problem.ShouldContain("no certificate");
        }
    }

    private static (IReadOnlyList<PublishedKey> Keys, string Problem) Read(PublishedCertificate published, X509Certificate2Collection? roots = null) =>
        (Find().Publication!.Read(Encoding.UTF8.GetBytes(published.Pem), Now, roots ?? published.Roots, out var problem), problem);

    private Verification Confirmation(string address)
    {
        var message = With("Type", "SubscriptionConfirmation");
        (message["SubscribeURL"], message["Token"]) = (address, "7");
        return Verify(message);
    }

    private Verification Verify(JsonObject message, SigningAlgorithm? algorithm = null) => Verify(message.SignedBy(certificate), algorithm);

    private Verification Verify(byte[] body, SigningAlgorithm? algorithm = null)
    {
        var scheme = Find(algorithm);
        var secret = scheme.ReadSecret(new SecretText(certificate.Pem), out var problem).ShouldNotBeNull(problem);
        return scheme.Verify(Deliver(body), [secret], scheme.DefaultWindow, Now);
    }

    private static SignatureScheme Find(SigningAlgorithm? algorithm = null) => SchemeCatalog.Find(
        "aws-sns", algorithm is null ? null : new SchemeSettings { Algorithm = algorithm, AllowWeak = true }, new SchemeOptions { TopicArn = TopicMessage.Arn }, out var problem).ShouldNotBeNull($"{problem}");

    private static Delivery Deliver(byte[] body) => new("lab", [], body, Now);

    private static JsonObject Message() => TopicMessage.Of("m-1", Now);

    private static JsonObject With(string name, string? value)
    {
        var message = Message();
        message[name] = value;
        return message;
    }

    private static byte[] Bytes(JsonObject message) => JsonSerializer.SerializeToUtf8Bytes(message);
}
