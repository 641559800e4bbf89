using Webhooks.Signatures.Presets;

namespace Webhooks.Signatures.Tests.Presets;

/// <summary>Each preset against deliveries that its sender published, or whose signatures were computed without our code.</summary>
public class VectorTests
{
    public static TheoryData<string> Cases => [.. VectorCase.All];

    public static TheoryData<string> Presets => [.. PresetNames];

    private static IEnumerable<string> PresetNames => SchemeCatalog.Names.Where(name => SchemeCatalog.FindPreset(name) is not null);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_gives_what_it_says(string path)
    {
        var vector = new VectorCase(path);
        var verdict = vector.Verify();

        if (!vector.Verifies)
        {
            vector.Facts.Expect.ShouldBe("refused");
            verdict.ShouldBeRefused();
            return;
        }

        var verified = verdict.ShouldBeVerified().Event;
        verified.EventId.ShouldBe(vector.Facts.EventId ?? verified.EventId);
        verified.EventType.ShouldBe(vector.Facts.EventType ?? verified.EventType);
    }

    // A case that is refused for want of a header would say nothing of the signature.
    [Theory]
    [MemberData(nameof(Presets))]
    public void A_preset_has_a_right_delivery_and_the_same_with_one_signed_byte_changed(string preset)
    {
        var cases = VectorCase.All.Select(path => new VectorCase(path)).Where(vector => vector.Preset == preset).ToList();

        cases.ShouldContain(vector => vector.Verifies);
        cases.ShouldContain(vector => !vector.Verifies && vector.Verify() is Verification.Refused && ((Verification.Refused)vector.Verify()).Why.Reason == RefusalReason.SignatureInvalid);
    }

    [Fact]
    public void Every_folder_belongs_to_a_preset() =>
        VectorCase.All.Select(path => new VectorCase(path).Preset).Distinct().ShouldBeSubsetOf(PresetNames);

    [Fact]
    public void Every_case_says_where_it_comes_from() =>
        VectorCase.All.ShouldAllBe(path => new VectorCase(path).Facts.Source.Length > 0);
}
