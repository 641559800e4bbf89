using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Webhooks.Storage;

namespace Functions.Tests.Storage;

/// <summary>Two events never share a key, and every key is one that Table Storage takes.</summary>
public sealed class LedgerIdProperties
{
    // What senders write, what keys forbid, what the encoding itself uses, and letters of one to four bytes.
    private static readonly Gen<string> Ids =
        from parts in Gen.Elements("a", "Z", "7", "-", "_", "~", "~~", "%", "/", "\\", "#", "?", " ", "\t", "\0", "|", "é", "語", "💌", "~7E", "~2F", new string('x', 90), new string('語', 40)).ListOf()
        select string.Concat(parts);

    [Fact]
    public void An_encoded_id_can_be_read_back_or_is_the_hash_of_one_that_was_too_long() =>
        Prop.ForAll(Ids.ToArbitrary(), id =>
        {
            var key = LedgerId.Encode(id);

            key.Length.ShouldBeLessThanOrEqualTo(400);
            key.All(c => char.IsAsciiLetterOrDigit(c) || "-_.:@=,+~".Contains(c, StringComparison.Ordinal)).ShouldBeTrue(key);
            (key.StartsWith("~~", StringComparison.Ordinal) ? Hashed(id) : Decode(key)).ShouldBe(key.StartsWith("~~", StringComparison.Ordinal) ? key : id);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(60));

    [Fact]
    public void Different_ids_have_different_keys() =>
        Prop.ForAll(Ids.Two().ToArbitrary(), pair => (LedgerId.Encode(pair.Item1) == LedgerId.Encode(pair.Item2)).ShouldBe(pair.Item1 == pair.Item2))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000).WithEndSize(6));

    private static string Hashed(string id) => "~~" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    private static string Decode(string key)
    {
        var bytes = new List<byte>();
        for (var at = 0; at < key.Length; at++)
        {
            if (key[at] == '~')
            {
                bytes.Add(byte.Parse(key.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                at += 2;
            }
            else
            {
                bytes.Add((byte)key[at]);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
