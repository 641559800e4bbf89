using System.Security.Cryptography;
using System.Text;

namespace Proof.Fuzz;

/// <summary>Signatures that look right and are not: MACs over other bytes than the sender signs, and MACs that are not whole.</summary>
internal static class Forgeries
{
    /// <summary>The sender's key over something that is not what it signs.</summary>
    public static List<(string Name, string Value)> Misframed(Specimen specimen, byte[] body, Dice dice)
    {
        var (manner, key) = (specimen.Manner, specimen.Key);
        byte[] bare = manner.IdHeader is null && !manner.SignsTime ? [.. body, 0] : body;
        byte[] mac = dice.Next(5) switch
        {
            0 => HMACSHA256.HashData(key, bare),
            1 => manner.Mac(key, specimen.Id, specimen.Time, [.. body, (byte)'\n']),
            2 => manner.Mac(key, specimen.Id + ".", specimen.Time + ".", [.. body, (byte)' ']),
            3 => SHA256.HashData([.. key, .. body]),
            _ => manner.Mac(key, specimen.Id, specimen.Time, Encoding.UTF8.GetBytes(Convert.ToHexStringLower(SHA256.HashData(body)))),
        };
        return With(specimen, body, manner.Write(manner.Text(mac), specimen.Time));
    }

    /// <summary>The right MAC, less than whole or not quite.</summary>
    public static List<(string Name, string Value)> Miswritten(Specimen specimen, byte[] body, Dice dice)
    {
        var manner = specimen.Manner;
        var mac = manner.Mac(specimen.Key, specimen.Id, specimen.Time, body);
        var wrong = (byte[])mac.Clone();
        wrong[dice.OneIn(2) ? 31 : dice.Next(32)] ^= (byte)(1 << dice.Next(8));
        var text = dice.Next(6) switch
        {
            0 => manner.Text(wrong),
            1 => manner.Text(mac[..dice.Next(32)]),
            2 => manner.Text(mac)[..^2],
            3 => manner.Text(new byte[32]),
            4 => manner.Text([.. mac, 0]),
            _ => manner.Text([.. wrong[..16], .. mac[16..31], (byte)(mac[31] ^ 1)]),
        };
        return With(specimen, body, manner.Write(text, specimen.Time));
    }

    private static List<(string Name, string Value)> With(Specimen specimen, byte[] body, string signature)
    {
        var headers = specimen.Sign(body, specimen.Key);
        headers[headers.FindIndex(header => header.Name == specimen.Manner.SignatureHeader)] = (specimen.Manner.SignatureHeader, signature);
        return headers;
    }
}
