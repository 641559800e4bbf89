namespace Webhooks.Senders.FastPix;

// Test media is watermarked, limited to ten seconds, and deleted after 24 hours; trial media comes from an account that does not pay yet.
// https://docs.fastpix.io/docs/media-events
internal interface ITestable
{
    bool? Test { get; }

    bool? Trial { get; }
}
