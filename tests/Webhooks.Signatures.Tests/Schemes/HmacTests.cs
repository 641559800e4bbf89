using System.Security.Cryptography;
using Webhooks.Signatures.Cryptography;

namespace Webhooks.Signatures.Tests.Schemes;

public class HmacTests
{
    // https://www.rfc-editor.org/rfc/rfc4231, test cases 1, 2 and 6 (a key longer than the block).
    [Theory]
    [InlineData("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "4869205468657265", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")]
    [InlineData("4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")]
    [InlineData("aa*131", "54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d2048617368204b6579204669727374", "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")]
    public void The_vectors_of_RFC_4231_come_out_however_the_message_is_cut(string key, string message, string mac)
    {
        var keyAtWork = new HmacKey(key == "aa*131" ? Enumerable.Repeat((byte)0xAA, 131).ToArray() : Convert.FromHexString(key));
        var bytes = Convert.FromHexString(message);
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var content = new SignedContent(bytes.AsMemory(0, cut), bytes.AsMemory(cut), default);

            keyAtWork.Matches(content, [mac], MacEncoding.Hex).ShouldBeTrue();
            keyAtWork.Matches(content, ["", mac[..63], mac + "0", new string('0', 64)], MacEncoding.Hex).ShouldBeFalse();
        }
    }

    [Fact]
    public void A_right_MAC_is_right_however_often_and_beside_whatever_it_is_claimed()
    {
        var (right, wrong) = (Convert.ToHexStringLower(HMACSHA256.HashData(new byte[32], Array.Empty<byte>())), new string('0', 64));

        foreach (var claimed in new string[][] { [right, right], [right, wrong], [wrong, right], [right, wrong, right] })
        {
            new HmacKey(new byte[32]).Matches(default, claimed, MacEncoding.Hex).ShouldBeTrue(string.Join(' ', claimed));
        }
    }

    [Fact]
    public void Nothing_claimed_matches_nothing() => new HmacKey(new byte[8]).Matches(default, [], MacEncoding.Hex).ShouldBeFalse();

    [Fact]
    public void Threads_that_use_one_key_at_once_do_not_disturb_each_other()
    {
        var key = new HmacKey(new byte[32]);
        Parallel.For(0, 2_000, number =>
        {
            var body = BitConverter.GetBytes(number);
            var mac = Convert.ToHexStringLower(HMACSHA256.HashData(new byte[32], body));

            key.Matches(new SignedContent(default, body, default), [mac], MacEncoding.Hex).ShouldBeTrue();
        });
    }

    [Theory]
    [InlineData(MacEncoding.Hex)]
    [InlineData(MacEncoding.Base64)]
    [InlineData(MacEncoding.Base64Url)]
    public void What_is_written_is_read_again(MacEncoding encoding)
    {
        for (var value = 0; value < 256; value++)
        {
            var text = MacText.Write(Enumerable.Repeat((byte)value, 32).ToArray(), encoding);

            MacText.Normalize(text, encoding).ShouldBe(text);
            MacText.Normalize(text[1..], encoding).ShouldBeNull();
            MacText.Normalize("ä" + text[1..], encoding).ShouldBeNull();
        }
    }
}
