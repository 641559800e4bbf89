namespace Webhooks.Tests.Signatures;

public class RefusalTests
{
    [Fact]
    public void Every_reason_has_a_code_in_snake_case_of_its_own_but_for_the_secret_that_is_missing()
    {
        var codes = Enum.GetValues<RefusalReason>().ToDictionary(reason => reason, reason => new Refusal(reason, "").Code);

        codes.Values.ShouldAllBe(code => code.All(c => char.IsAsciiLetterLower(c) || c == '_'));
        codes[RefusalReason.NoActiveSecret].ShouldBe(codes[RefusalReason.SignatureWrong]);
        codes.Values.Distinct().Count().ShouldBe(codes.Count - 1);
    }

    [Fact]
    public void Headers_are_found_in_any_case_and_repetitions_are_seen()
    {
        var headers = new DeliveryHeaders();
        headers.Add("X-Id", "");
        headers.Find("x-id").ShouldBeNull();
        headers.IsRepeated("X-ID").ShouldBeFalse();

        headers.Add("x-ID", "a");
        headers.IsRepeated("X-Id").ShouldBeTrue();
        headers.Find("none").ShouldBeNull();
        headers.IsRepeated("none").ShouldBeFalse();
        headers.Single().Value.ShouldBe(["", "a"]);
    }
}
