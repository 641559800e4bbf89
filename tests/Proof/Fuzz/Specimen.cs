using System.Text;
using Webhooks;

namespace Proof.Fuzz;

/// <summary>An honest delivery of one sender, and everything needed to sign others like it.</summary>
internal sealed record Specimen(Source Source, Manner Manner, SenderKey Key, byte[] Body, DateTimeOffset Now)
{
    /// <summary>A secret of the source that is no longer active.</summary>
    public required SenderKey ExpiredKey { get; init; }

    /// <summary>All headers but those of signature and time.</summary>
    public required IReadOnlyList<(string Name, string Value)> Headers { get; init; }

    /// <summary>The signature as its sender published it, where it did.</summary>
    public string? Published { get; init; }

    public required string Time { get; init; }

    /// <summary>Where the keys and the values of the body stand.</summary>
    public IReadOnlyList<JsonSpot> Spots { get; } = JsonSpot.Of(Body);

    /// <summary>The address as it is configured at the sender and here.</summary>
    public string Url { get; } = UrlOf(Source.Name);

    /// <summary>The headers that the sender names in its signature.</summary>
    public string Names { get; } = Manner.NamesKey is null ? "" : string.Join(' ', Place.List(Manner.EventId).Concat(Place.List(Manner.EventType)).Where(place => place.Kind == "header").Select(place => place.Name).Distinct());

    public string Id => Headers.FirstOrDefault(header => header.Name.Equals(Manner.SignedHeader, StringComparison.OrdinalIgnoreCase)).Value ?? SampleText.EventId;

    public Circumstances Usual => new(Time, Url) { Names = Names };

    public static string UrlOf(string source) => $"https://hooks.example.com/api/webhooks/{source}?tenant=7";

    /// <summary>The delivery over this body, signed with this key.</summary>
    public Message Sign(byte[] body, SenderKey key, string? id = null, Circumstances? given = null)
    {
        var (sent, circumstances) = (Unsigned(body, id, (given ?? Usual).Time), given ?? Usual);
        return WithSignature(sent, Manner.Compose(Manner.Write(key.Sign(Manner.Algorithm, Manner.Content(sent, circumstances, key.Bytes) ?? [])), circumstances.Time, circumstances.Names));
    }

    /// <summary>The delivery without its signature, but with its time.</summary>
    public Message Unsigned(byte[] body, string? id = null, string? time = null)
    {
        var sent = new Message([.. Headers], "", body);
        sent = id is not null && Manner.SignedHeader is { } header ? sent.With(header, id) : sent;
        return (Manner, time ?? Time) switch
        {
            ({ TimeHeader: { } name }, var text) => sent.With(name, text),
            ({ TimeAt: { } place }, var text) when text != Time => sent.With(Walk.Replaced(sent.Body, place.Name, Time, text)),
            _ => sent,
        };
    }

    public Message WithSignature(Message sent, string text) => Manner.At switch
    {
        [{ Kind: "query", Name: var name }, ..] => sent.WithQuery($"{name}={Uri.EscapeDataString(text)}"),
        [{ Kind: "form", Name: var name }, ..] => sent.With([.. sent.Body, .. Encoding.UTF8.GetBytes($"&{name}={Uri.EscapeDataString(text)}")]),
        [{ Name: var path }, ..] => sent.With(Walk.Replaced(sent.Body, path, "\"\"", $"\"{text}\"")),
        _ => sent.With(Manner.Headers[0], text),
    };
}
