using System.Text;

namespace Proof.Fuzz;

/// <summary>Changes to bodies and to texts: some of any bytes, some that know where a JSON value or a number stands.</summary>
internal static class Mutation
{
    private const int LongestBody = 64 * 1024;

    /// <summary>A changed copy of a body; not always another text.</summary>
    public static byte[] OfBody(byte[] original, IReadOnlyList<JsonSpot> spots, Dice dice)
    {
        var body = dice.OneIn(3) || spots.Count == 0 ? OfBytes(original, dice) : OfJson(original, spots, dice);
        while (dice.OneIn(3) && body.Length < LongestBody)
        {
            body = OfBytes(body, dice);
        }

        return body;
    }

    public static byte[] OfBytes(byte[] body, Dice dice)
    {
        if (body.Length == 0)
        {
            return dice.Bytes(1 + dice.Next(8));
        }

        var (at, length) = (dice.Next(body.Length), 1 + dice.Next(Math.Min(16, body.Length)));
        var end = Math.Min(body.Length, at + length);
        switch (dice.Next(8))
        {
            case 0:
                return Changed(body, at, (byte)(body[at] ^ (1 << dice.Next(8))));
            case 1:
                return Changed(body, at, (byte)dice.Next(256));
            case 2:
                return [.. body[..at], .. body[end..]];
            case 3:
                return [.. body[..end], .. body[at..]];
            case 4:
                return [.. body[..at], .. dice.Bytes(length), .. body[at..]];
            case 5:
                return body[..at];
            case 6:
                return dice.OneIn(2) ? [.. body, .. dice.Pick(Ends)] : [.. dice.Pick(Ends), .. body];
            default:
                return [.. body[..at], .. dice.Pick(Hostile.Values), .. body[end..]];
        }
    }

    /// <summary>A text with something else in it.</summary>
    public static string OfText(string text, Dice dice)
    {
        if (text.Length == 0 || dice.OneIn(8))
        {
            return dice.Pick(Hostile.Texts);
        }

        var at = dice.Next(text.Length);
        var end = Math.Min(text.Length, at + 1 + dice.Next(8));
        return dice.Next(12) switch
        {
            0 => $"{text[..at]}{(char)(text[at] ^ (1 << dice.Next(7)))}{text[(at + 1)..]}",
            1 => text[..at],
            2 => text[at..],
            3 => text.Remove(at, end - at),
            4 => text.Insert(at, text[at..end]),
            5 => text.Insert(at, dice.Pick(Hostile.Texts)),
            6 => dice.OneIn(2) ? text + ' ' : ' ' + text,
            7 => dice.OneIn(2) ? text.ToUpperInvariant() : text.ToLowerInvariant(),
            8 => $"{text},{dice.Pick(Hostile.Texts)}",
            9 => $"{dice.Pick(Hostile.Texts)} {text}",
            10 => text.Replace('0', '٠').Replace('1', '１'),
            _ => dice.OneIn(2) ? "0" + text : text.TrimEnd('='),
        };
    }

    private static readonly byte[][] Ends = ["\n"u8.ToArray(), "\r\n"u8.ToArray(), " "u8.ToArray(), "\0"u8.ToArray(), "{}"u8.ToArray(), "}"u8.ToArray(), ","u8.ToArray(), [0xef, 0xbb, 0xbf], [0xff, 0xfe], "//x"u8.ToArray()];

    private static byte[] OfJson(byte[] body, IReadOnlyList<JsonSpot> spots, Dice dice)
    {
        var (spot, other) = (dice.Pick(spots), dice.Pick(spots));
        return dice.Next(9) switch
        {
            0 or 1 => Spliced(body, spot.Value, dice.Pick(Hostile.Values)),
            2 => Spliced(body, spot.Value, body[other.Value]),
            3 => Spliced(body, spot.Key, body[other.Key]),
            4 => Spliced(body, spot.Whole, [.. body[spot.Whole], (byte)',', .. body[other.Whole]]),
            5 => Spliced(body, spot.Whole, [.. body[spot.Key], (byte)':', .. dice.Pick(Hostile.Values), (byte)',', .. body[spot.Whole]]),
            6 => Spliced(body, spot.Key, Escaped(body[spot.Key], dice)),
            7 => Spliced(body, spot.Value, [(byte)'[', .. body[spot.Value], (byte)']']),
            _ => Spliced(body, spot.Value, Encoding.UTF8.GetBytes(OfText(Encoding.UTF8.GetString(body[spot.Value]), dice))),
        };
    }

    // The same key in another spelling, which a reader of JSON has to see through.
    private static byte[] Escaped(byte[] key, Dice dice)
    {
        var at = 1 + dice.Next(Math.Max(1, key.Length - 2));
        return key.Length < 3 ? key : [.. key[..at], .. Encoding.ASCII.GetBytes($"\\u{(int)key[at]:x4}"), .. key[(at + 1)..]];
    }

    private static byte[] Spliced(byte[] body, Range place, byte[] with) => [.. body[..place.Start], .. with, .. body[place.End..]];

    private static byte[] Changed(byte[] body, int at, byte to)
    {
        var copy = (byte[])body.Clone();
        copy[at] = to;
        return copy;
    }
}
