using Webhooks.Senders.Reading.Contracts;

namespace Webhooks.Senders.Valara;

// "Public listing number, 7-char lowercase nanoid ([a-z0-9]{7})"
internal sealed class ListingNumberAttribute() : FormAttribute("[a-z0-9]{7}");
