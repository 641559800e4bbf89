namespace Webhooks.Signatures.Tests;

/// <summary>What the other tests start from: without a deviation, every sender's delivery verifies.</summary>
public class DriverTests
{
    [Fact]
    public void A_good_delivery_of_every_sender_verifies()
    {
        From.Valara().Event().EventId.ShouldBe("evt_01JXYZ5T2N8Q4R6V7W9B0C1D2E");
        From.NovaVms().Event().EventId.ShouldBe("b1c9d3e5-4a6f-4812-a7bc-0d9e8f7a6b5c");
        From.FastPix().Event().EventId.ShouldBe("4d22d706-ea36-496b-ab8a-023a59f0ac3f");
        From.Envless().Event().EventId.ShouldBe("019e7d98-6b82-7305-ac80-478fa6557995");
        From.StandardWebhooks().Event().EventId.ShouldBe("msg_2KWPBgLlAfxdpx2AI54pPJ85f4W");
    }
}
