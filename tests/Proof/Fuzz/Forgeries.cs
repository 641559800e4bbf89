using System.Security.Cryptography;
using System.Text;

namespace Proof.Fuzz;

/// <summary>Signatures that look right and are not: MACs over other bytes than the sender signs, and MACs that are not whole.</summary>
internal static class Forgeries
{
    public const string OtherHost = "other.example.net";

    /// <summary>The sender's key over something that is not what it signs, or with something that is not how it signs.</summary>
    public static Message Misframed(Specimen of, byte[] body, Dice dice)
    {
        var (manner, key, sent) = (of.Manner, of.Key, of.Unsigned(body));
        var content = manner.Content(sent, of.Usual, key.Bytes) ?? [];
        var (mac, with) = dice.Next(10) switch
        {
            0 => (key.Sign(manner.Algorithm, [.. body, 0]), sent),
            1 => (key.Sign(manner.Algorithm, [.. content, (byte)'\n']), sent),
            2 => (key.Sign(manner.Algorithm, [(byte)' ', .. content]), sent),
            3 => (SHA256.HashData([.. key.Bytes, .. body]), sent),
            4 => (key.Sign(manner.Algorithm, Encoding.UTF8.GetBytes(Convert.ToHexStringLower(SHA256.HashData(body)))), sent),
            5 => (HMACSHA256.HashData(key.Bytes, manner.Algorithm == "HmacSha256" ? [.. content, 0] : content), sent),
            6 => (HMACSHA1.HashData(key.Bytes, manner.Algorithm == "HmacSha1" ? [.. content, 0] : content), sent),
            // For another receiver of the same sender, or another method.
            7 => (Elsewhere(of, sent), new([.. sent.Headers, ("Host", OtherHost), ("X-Forwarded-Host", OtherHost), ("X-Original-Host", OtherHost)], "tenant=7", body)),
            8 => (Otherwise(of, sent), sent.With("X-HTTP-Method-Override", "PUT")),
            _ => (key.Sign(manner.Algorithm, [.. manner.SignsForm ? body : content, (byte)'&']), sent),
        };
        return manner.NamesKey is not null && dice.OneIn(4) ? Weaker(of, sent) : of.WithSignature(with, Text(of, mac, of.Key.IsPublic ? [] : key.Sign(manner.Algorithm, content), dice));
    }

    /// <summary>The right MAC, less than whole or not quite.</summary>
    public static Message Miswritten(Specimen of, byte[] body, Dice dice)
    {
        var (manner, sent) = (of.Manner, of.Unsigned(body));
        var mac = of.Key.Sign(manner.Algorithm, manner.Content(sent, of.Usual, of.Key.Bytes) ?? []);
        var wrong = (byte[])mac.Clone();
        wrong[dice.OneIn(2) ? mac.Length - 1 : dice.Next(mac.Length)] ^= (byte)(1 << dice.Next(manner.SendsSecret ? 5 : 8));
        var text = dice.Next(6) switch
        {
            0 => manner.Write(wrong),
            1 => manner.Write(mac[..dice.Next(mac.Length)]),
            2 => manner.Write(mac)[..^2],
            3 => manner.Write(new byte[mac.Length]),
            4 => manner.Write([.. mac, 0]),
            _ => manner.Write([.. wrong[..(mac.Length / 2)], .. mac[(mac.Length / 2)..^1], (byte)(mac[^1] ^ 1)]),
        };
        return of.WithSignature(sent, manner.Compose(text, of.Time, of.Names));
    }

    /// <summary>What hook0 signed before it signed headers: no receiver falls back to it.</summary>
    public static byte[] Older(Specimen of, Message sent) => of.Key.Sign(of.Manner.Algorithm, [.. Encoding.UTF8.GetBytes(of.Time + "."), .. sent.Body]);

    private static Message Weaker(Specimen of, Message sent) =>
        of.WithSignature(sent.With(of.Names.Split(' ')[0], "another"), $"{of.Manner.TimeKey}={of.Time},v0={of.Manner.Write(Older(of, sent))},{of.Manner.NamesKey}={of.Names}");

    private static byte[] Elsewhere(Specimen of, Message sent) =>
        of.Manner.Parts.Any(part => part is "{url" or "{path") ? of.Key.Sign(of.Manner.Algorithm, of.Manner.Content(sent, of.Usual with { Url = ElsewhereUrl(of) }, of.Key.Bytes)!) : new byte[32];

    public static string ElsewhereUrl(Specimen of) => of.Url.Replace("hooks.example.com", OtherHost, StringComparison.Ordinal).Replace("tenant=7", "tenant=8", StringComparison.Ordinal);

    private static byte[] Otherwise(Specimen of, Message sent) =>
        of.Manner.Parts.Contains("{method") ? of.Key.Sign(of.Manner.Algorithm, of.Manner.Content(sent, of.Usual with { Method = "PUT" }, of.Key.Bytes)!) : new byte[20];

    // A token is forged as text, and a plain hash or a form may come out right by chance.
    private static string Text(Specimen of, byte[] mac, byte[] right, Dice dice)
    {
        var manner = of.Manner;
        if (manner.SendsSecret)
        {
            var token = manner.Write(of.Key.Bytes);
            return manner.Prefix + dice.Next(5) switch
            {
                0 => token + token,
                1 => $"{token},{token}",
                2 => token[..dice.Next(token.Length)],
                3 => $"x{token}",
                _ => Convert.ToHexStringLower(SHA256.HashData(of.Key.Bytes)),
            };
        }

        var text = manner.Compose(manner.Write(mac.AsSpan().SequenceEqual(right) ? new byte[mac.Length] : mac), of.Time, of.Names);
        // The header names an algorithm of its own.
        return dice.OneIn(2) && manner.Layout == "Plain" && mac.Length == 20 ? "sha1=" + manner.Write(mac) : text;
    }
}
