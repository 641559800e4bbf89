using Cli.Rendering;
using Cli.Sending;
using Webhooks;
using Webhooks.Raw;
using Webhooks.Settings;
using Webhooks.Signatures.Deliveries;

namespace Cli.Operating;

// A refused delivery of a receiver, and the source as the settings here have it.
internal sealed record RefusedCheck(RawDelivery Raw, RefusedLine Line)
{
    public static async Task<RefusedCheck> FetchAsync(OperatorClient client, string? source, string id, string requestedBy, CancellationToken cancellationToken)
    {
        var raw = await client.ReadRawAsync(source, id, requestedBy, cancellationToken);
        if (raw.Status != LogLine.Refused)
        {
            throw new UsageException($"--refused: '{TerminalText.Id(id)}' is an event, which was admitted; `hook show {TerminalText.Id(id)}` shows it.");
        }

        var line = (await client.FindRefusedAsync(raw.Source, raw.Id, cancellationToken))?.Line ?? throw Lookups.NotFound(id, raw.Source, [raw.Source]);
        return raw.BodyIsWhole
            ? new(raw, line)
            : throw new ReceiverException($"Its body is not whole: of {RefusedText.Size(line)}, the receiver kept {Quantity.Number(raw.Body.Length)}. It cannot be verified.");
    }

    public Delivery Delivery(DateTimeOffset at)
    {
        var headers = new DeliveryHeaders();
        foreach (var (name, value) in Raw.Headers)
        {
            headers.Add(name, value);
        }

        return new Delivery(Raw.Source, headers, Raw.Body, at) { Query = Raw.Query };
    }

    // As the receiver reads its own settings.
    public Source Configured(LocalSettings settings)
    {
        var prefix = $"Sources__{Raw.Source}__";
        var values = settings.Under(prefix).Select(pair => KeyValuePair.Create(prefix + pair.Key, (string?)pair.Value)).ToList();
        if (values.Count == 0)
        {
            throw new UsageException($"--refused: {SourcesView.Unknown(Raw.Source, settings.SourceNames, $"in {settings.Name}")} Or give --scheme and --secret.");
        }

        var reader = new SettingsReader([.. values, settings.PresetFolder]);
        var source = SourceSettings.Read(reader).SingleOrDefault();
        return source is not null && reader.Problems.Count == 0 ? source : throw new UsageException(string.Join(Environment.NewLine, reader.Problems));
    }
}
