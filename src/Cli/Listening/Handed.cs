using Cli.Sending;
using Webhooks.Raw;
using Webhooks.Signatures.Deliveries;

namespace Cli.Listening;

// An event that was handed to the local address, and what came back. Fingerprint: of the secret that signed it anew.
internal sealed record Handed(RawDelivery Raw, Delivery Delivery, Uri Target, string? Fingerprint, SendResult Result);
