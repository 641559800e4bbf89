using Webhooks.Signatures.Schemes;

namespace Webhooks.Notifying;

// What people can do about refusals, by the reason that most of them have.
internal static class RefusalAdvice
{
    public static string For(RefusalReason reason) => reason switch
    {
        RefusalReason.SignatureInvalid or RefusalReason.SignatureMalformed => "If the sender rotated its secret, configure the new one. A stranger's attempts look the same.",
        RefusalReason.NoActiveSecret => "Every secret of this source has ended or has not begun: configure one that is active.",
        RefusalReason.SignatureMissing => "The sender signs every delivery, so these are probably not from it; if they are, turn signing on there.",
        RefusalReason.TooOld or RefusalReason.FromTheFuture or RefusalReason.TimestampMalformed => "Check the sender's clock. Deliveries that were delayed, or captured and sent again, look the same.",
        RefusalReason.BodyTooLarge => "If the sender's bodies have grown, raise MaxBodyBytes of this source.",
        _ => "The sender may have changed its format, or the source has the wrong scheme.",
    };
}
