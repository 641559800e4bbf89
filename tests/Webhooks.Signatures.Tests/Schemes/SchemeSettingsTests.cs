using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;

namespace Webhooks.Signatures.Tests.Schemes;

/// <summary>Settings that make no scheme are refused at start, by the name of the setting and with what is wrong.</summary>
public class SchemeSettingsTests
{
    private static readonly SchemeSettings Good = new() { SignatureHeader = "X-Sig" };

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void The_signature_header_must_be_named(string? header) => Wrong(Good with { SignatureHeader = header }).Setting.ShouldBe("SignatureHeader");

    [Theory]
    [InlineData("")]
    [InlineData("{timestamp}")]
    [InlineData("{time}.{body}")]
    public void The_signed_content_must_be_a_template(string template) => Wrong(Good with { SignedContent = template }).Setting.ShouldBe("SignedContent");

    [Fact]
    public void A_signed_time_must_stand_somewhere()
    {
        Wrong(Good with { SignedContent = "{timestamp}.{body}" }).Setting.ShouldBe("TimestampHeader");
        Wrong(Good with { SignedContent = "{timestamp}.{body}", Layout = SignatureLayout.Versioned, Prefix = "v1" }).Setting.ShouldBe("TimestampHeader");
    }

    // It would look as if a window applied, and none would.
    [Fact]
    public void A_time_that_is_not_signed_is_no_time() =>
        Wrong(Good with { TimestampHeader = "X-Time" }).ShouldSatisfyAllConditions(
            wrong => wrong.Setting.ShouldBe("TimestampHeader"),
            wrong => wrong.Problem.ShouldContain("{timestamp}"));

    [Theory]
    [InlineData(SignatureLayout.Versioned)]
    [InlineData(SignatureLayout.Keyed)]
    public void A_list_needs_the_label_of_a_signature(SignatureLayout layout)
    {
        Wrong(Good with { Layout = layout }).Setting.ShouldBe("Prefix");
        Wrong(Good with { Layout = layout, Prefix = "" }).Setting.ShouldBe("Prefix");
    }

    [Fact]
    public void Time_and_signature_need_different_labels() =>
        Wrong(Good with { Layout = SignatureLayout.Keyed, Prefix = "t" }).Setting.ShouldBe("Prefix");

    [Fact]
    public void The_header_of_a_signed_time_is_signed() =>
        ConfiguredScheme.Create("hmac", Good with { SignedContent = "{timestamp}.{body}", TimestampHeader = "X-Time", EventId = "header:x-time+sha256" }, out var problem).ShouldNotBeNull($"{problem}");

    [Theory]
    [InlineData("json:token")]
    [InlineData("json:token, json:token+json:key")]
    [InlineData("form:name, json:token+json:key")]
    public void What_the_signed_content_names_is_signed_also_beside_an_id_of_several_parts(string places) =>
        ConfiguredScheme.Create("hmac", Good with { AllowWeak = true, SignedContent = "{json:token}|{json:key}|{form:name}", EventId = places }, out var problem).ShouldNotBeNull($"{problem}");

    [Theory]
    [InlineData("header:X-Id")]
    [InlineData("json:id, header:X-Id")]
    [InlineData("header:X-Sig")]
    public void An_unsigned_header_is_neither_id_nor_nonce(string place)
    {
        Wrong(Good with { EventId = place }).ShouldSatisfyAllConditions(
            wrong => wrong.Setting.ShouldBe("EventId"),
            wrong => wrong.Problem.ShouldContain("not signed"));
        Wrong(Good with { Nonce = place }).Setting.ShouldBe("Nonce");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" , ")]
    public void An_event_id_must_come_from_somewhere(string places) => Wrong(Good with { EventId = places }).Setting.ShouldBe("EventId");

    [Fact]
    public void A_place_that_is_none_is_told_by_the_setting_it_stands_in()
    {
        Wrong(Good with { EventId = "id" }).Setting.ShouldBe("EventId");
        Wrong(Good with { EventType = "type" }).Setting.ShouldBe("EventType");
        Wrong(Good with { Nonce = "nonce" }).Setting.ShouldBe("Nonce");
        Wrong(Good with { DeliveryId = "id" }).Setting.ShouldBe("DeliveryId");
    }

    [Fact]
    public void Type_and_delivery_id_may_stand_in_unsigned_headers() =>
        ConfiguredScheme.Create("hmac", Good with { EventType = "header:X-Type", DeliveryId = "header:X-Id" }, out _).ShouldNotBeNull();

    [Fact]
    public void Settings_lie_over_a_preset()
    {
        var scheme = SchemeNamed.Find("github", new SchemeSettings { SignatureHeader = "X-Forge-Signature" });

        scheme.Definitions.ShouldHaveSingleItem().SignatureHeader.ShouldBe("X-Forge-Signature");
        scheme.Definitions[0].Prefix.ShouldBe("sha256=");
    }

    [Fact]
    public void Each_part_lies_over_the_presets_and_what_is_left_out_comes_from_it()
    {
        var preset = new SchemeSettings
        {
            SignatureHeader = "X-Preset",
            Layout = SignatureLayout.Keyed,
            Prefix = "v1",
            Encoding = MacEncoding.Base64,
            SignedContent = "{timestamp}.{body}",
            TimestampHeader = "X-Time",
            TimestampKey = "ts",
            TimestampFormat = TimeFormat.Iso8601,
            EventId = "json:id",
            EventType = "json:type",
            Nonce = "json:nonce",
            DeliveryId = "header:X-Delivery",
            KeyForm = KeyForm.Hex,
        };
        var own = new SchemeSettings
        {
            SignatureHeader = "X-Own",
            Layout = SignatureLayout.Versioned,
            Prefix = "v2",
            Encoding = MacEncoding.Base64Url,
            SignedContent = "{body}.{timestamp}",
            TimestampHeader = "X-Own-Time",
            TimestampKey = "at",
            TimestampFormat = TimeFormat.UnixMilliseconds,
            EventId = "json:own.id",
            EventType = "json:own.type",
            Nonce = "json:own.nonce",
            DeliveryId = "header:X-Own-Delivery",
            KeyForm = KeyForm.Base64,
        };

        own.Over(preset).ShouldBe(own);
        new SchemeSettings().Over(preset).ShouldBe(preset);
    }

    [Fact]
    public void The_label_of_the_time_may_be_another_one()
    {
        var keyed = Good with { Layout = SignatureLayout.Keyed, SignedContent = "{timestamp}.{body}", TimestampKey = "at" };

        Wrong(keyed with { Prefix = "at" }).Setting.ShouldBe("Prefix");
        ConfiguredScheme.Create("hmac", keyed with { Prefix = "t" }, out _).ShouldNotBeNull();
    }

    private static SettingProblem Wrong(SchemeSettings settings)
    {
        ConfiguredScheme.Create("hmac", settings, out var problem).ShouldBeNull();
        problem!.Problem.ShouldNotBeNullOrEmpty();
        return problem;
    }
}
