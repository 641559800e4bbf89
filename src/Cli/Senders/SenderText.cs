using Cli.Rendering;

namespace Cli.Senders;

internal static class SenderText
{
    // What a table of all senders may take, also in plain text.
    private const int Width = 100;
    private const int LongestNotes = 17;

    public static Grid Table(IReadOnlyList<SenderView> senders)
    {
        var taken = Longest(senders, sender => sender.Name) + Longest(senders, sender => sender.Algorithm.Split(", ")[0]);
        var place = Math.Max(12, Width - taken - "time".Length - "handshake".Length - LongestNotes - (5 * 2));
        return Grid.Of<SenderView>(
        [
            new("preset", sender => sender.Name, IsRigid: true),
            new("algorithm", sender => sender.Algorithm.Split(", ")[0]),
            new("signature in", sender => First(sender.SignatureIn) is var first && first.Length <= place ? first : first[..(place - 1)] + "…"),
            new("time", sender => sender.Time is null ? "-" : "yes"),
            new("handshake", sender => sender.Handshakes.Count == 0 ? "-" : "yes"),
            new("notes", sender => new(Notes(sender), sender.Weakness is null ? Emphasis.Muted : Emphasis.Pending)),
        ],
        senders);
    }

    public static void WriteSender(this Screen screen, SenderView sender)
    {
        screen.Line($"{sender.Name}  {sender.Title}");
        foreach (var (name, text, emphasis) in Facts(sender))
        {
            screen.Line($"{name,-12} {text}", emphasis);
        }
    }

    private static int Longest(IReadOnlyList<SenderView> senders, Func<SenderView, string> text) => senders.Select(sender => text(sender).Length).DefaultIfEmpty().Max();

    private static string First(string list) => list.IndexOf(", ", StringComparison.Ordinal) is var end and > 0 ? list[..end] + ", …" : list;

    private static string Notes(SenderView sender) =>
        string.Join(", ", new[] { sender.Weakness is null ? null : "weak", sender.UnsignedId is null ? null : "unsigned id", sender.NoDeduplication is null ? null : "no ids" }.Where(note => note is not null));

    private static IEnumerable<(string Name, string Text, Emphasis Emphasis)> Facts(SenderView sender)
    {
        yield return ("signature", $"{sender.Algorithm}, in {sender.SignatureIn}", Emphasis.None);
        yield return ("signed", sender.SignedContent, Emphasis.None);
        yield return ("time", sender.Time is { } time ? $"{time}, at most {TerminalText.Age(sender.ReplayWindow!.Value)} old" : sender.NoDeduplication is null ? "none is signed: only the event's id stops repeats" : "none is signed: nothing stops repeats", Emphasis.None);
        yield return ("event id", sender.EventId, Emphasis.None);
        foreach (var (name, text) in new[] { ("weak", sender.Weakness), ("unsigned id", sender.UnsignedId), ("no ids", sender.NoDeduplication) })
        {
            if (text is not null)
            {
                yield return (name, text, Emphasis.Pending);
            }
        }

        yield return ("secret", sender.Secret, Emphasis.None);
        yield return ("address", sender.Address, Emphasis.None);
        foreach (var (name, text) in sender.Handshakes.Select(handshake => ("handshake", (string?)handshake)).Concat(
            [("needs", sender.Needs.Count == 0 ? null : string.Join(", ", sender.Needs)), ("answer", sender.Answer), ("deadline", sender.Deadline?.TotalSeconds is { } seconds ? $"{seconds:0.##} s" : null), ("retries", sender.Retries)]))
        {
            if (text is not null)
            {
                yield return (name, text, Emphasis.None);
            }
        }

        foreach (var source in sender.Sources)
        {
            yield return ("source", source, Emphasis.Muted);
        }

        yield return ("samples", string.Join(", ", sender.EventTypes), Emphasis.None);
    }
}
