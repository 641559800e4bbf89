using System.Text;

namespace Proof.Fuzz;

/// <summary>Moves bytes over the border between two signed parts: the signature still covers the same bytes, and they are another message.</summary>
internal static class Mover
{
    private const int Near = 40;

    /// <summary>Null where the scheme has no two parts that are not fixed.</summary>
    public static Case? Moved(Specimen of, Dice dice)
    {
        var parts = of.Manner.Parts;
        var movable = Enumerable.Range(0, parts.Length).Where(at => IsMovable(parts[at])).ToArray();
        if (movable.Length < 2)
        {
            return null;
        }

        var first = dice.Next(movable.Length - 1);
        var (left, right) = (movable[first], movable[first + 1]);
        var between = string.Concat(parts[(left + 1)..right]);
        if (between.Contains('{', StringComparison.Ordinal))
        {
            return null;
        }

        // An id that holds what ends it leaves two places where it can end. Then one of the messages may be taken, whoever wrote it.
        var id = dice.OneIn(2) || between.Length == 0 ? of.Id : $"{of.Id}{between}{dice.Next(10)}";
        var time = Times.Near(of.Now, of.Manner.TimeFormat, dice);
        var given = of.Usual with { Time = dice.OneIn(2) || of.Manner.TimeAt is not null ? of.Time : time };
        var sent = of.Sign(of.Body, of.Key, id, given);
        var (one, other) = (Bytes(parts[left], sent, given), Bytes(parts[right], sent, given));
        byte[] joined = [.. one, .. Encoding.UTF8.GetBytes(between), .. other];
        var cuts = Cuts(joined, one.Length, Encoding.UTF8.GetBytes(between)).ToArray();
        if (cuts.Length == 0)
        {
            return null;
        }

        var cut = dice.Pick(cuts);
        var (before, after) = (joined[..cut], joined[(cut + between.Length)..]);
        return new(of, "moved", Set(parts[right], Set(parts[left], sent, before, of, given), after, of, given)) { IsForged = !of.Manner.IsAmbiguous(sent, given) };
    }

    private static bool IsMovable(string part) => part is "{body" or "{timestamp" || part.StartsWith("{header:", StringComparison.Ordinal) || part.StartsWith("{json:", StringComparison.Ordinal) || part == "{signed-values";

    private static IEnumerable<int> Cuts(byte[] joined, int at, byte[] between) => Enumerable.Range(Math.Max(0, at - Near), Math.Min(joined.Length - between.Length, at + Near) - Math.Max(0, at - Near) + 1)
        .Where(cut => cut != at && joined.AsSpan(cut).StartsWith(between));

    private static byte[] Bytes(string part, Message sent, Circumstances given) => part switch
    {
        "{body" => sent.Body,
        "{timestamp" => Encoding.UTF8.GetBytes(given.Time),
        "{signed-values" => Encoding.UTF8.GetBytes(string.Join('.', given.Names.Split(' ').Select(sent.Value))),
        _ => Encoding.UTF8.GetBytes(part.StartsWith("{header:", StringComparison.Ordinal) ? sent.Value(part.Split(':')[1]) ?? "" : Place.Of(part[1..]).Find(sent) ?? ""),
    };

    private static Message Set(string part, Message sent, byte[] bytes, Specimen of, Circumstances given)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return part switch
        {
            "{body" => sent.With(bytes),
            "{timestamp" when of.Manner.TimeHeader is { } header => sent.With(header, text),
            "{timestamp" when of.Manner.TimeAt is { } place => sent.With(Walk.Replaced(sent.Body, place.Name, given.Time, text)),
            "{timestamp" => sent.With(of.Manner.Headers[0], sent.Value(of.Manner.Headers[0])!.Replace($"{of.Manner.TimeKey}={given.Time}", $"{of.Manner.TimeKey}={text}", StringComparison.Ordinal)),
            "{signed-values" => Named(sent, text, given),
            ['{', 'j', ..] => sent.With(Walk.Replaced(sent.Body, Place.Of(part[1..]).Name, Place.Of(part[1..]).Find(sent) ?? "", text)),
            _ => sent.With(part.Split(':')[1], text),
        };
    }

    // The last of the headers takes what the others leave.
    private static Message Named(Message sent, string text, Circumstances given)
    {
        var names = given.Names.Split(' ');
        var values = text.Split('.', names.Length);
        return names.Index().Aggregate(sent, (all, name) => all.With(name.Item, name.Index < values.Length ? values[name.Index] : ""));
    }
}
