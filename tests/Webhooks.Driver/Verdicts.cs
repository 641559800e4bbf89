namespace Webhooks.Driver;

/// <summary>Says what a verification should be, and hands over what is worth a further look.</summary>
internal static class Verdicts
{
    public static Verification.Verified ShouldBeVerified(this Verification verification) =>
        verification.ShouldBeOfType<Verification.Verified>((verification as Verification.Refused)?.Why.ToString());

    public static Refusal ShouldBeRefused(this Verification verification, RefusalReason reason)
    {
        var refusal = verification.ShouldBeOfType<Verification.Refused>().Why;
        refusal.Reason.ShouldBe(reason, refusal.Detail);
        return refusal;
    }

    public static Refusal ShouldBeRefused(this Verification verification) => verification.ShouldBeOfType<Verification.Refused>().Why;
}
