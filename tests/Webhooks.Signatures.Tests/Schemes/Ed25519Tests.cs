using System.Security.Cryptography;
using System.Text;
using Webhooks.Signatures.Cryptography;

namespace Webhooks.Signatures.Tests.Schemes;

/// <summary>
/// RFC 8032, section 7.1, and what section 5.1.7 and good practice say to refuse. Altered values were computed elsewhere.
/// <see href="https://www.rfc-editor.org/rfc/rfc8032#section-7.1" />
/// </summary>
public class Ed25519Tests
{
    private const string Key = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    private const string Message = "72";
    private const string Signature = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

    [Theory]
    [InlineData("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "", "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData(Key, Message, Signature)]
    [InlineData("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82", "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    [InlineData("ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf", "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f", "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704")]
    public void The_vectors_of_the_RFC_verify(string key, string message, string signature) => Verify(key, message, signature).ShouldBeTrue();

    [Theory]
    [InlineData("af", "82", "")]
    [InlineData("af", "", "82")]
    [InlineData("", "af", "82")]
    public void The_message_may_come_in_three_pieces(string before, string body, string after) =>
        Verify(
            Convert.FromHexString("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"),
            new SignedContent(Convert.FromHexString(before), Convert.FromHexString(body), Convert.FromHexString(after)),
            Convert.FromHexString("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"))
            .ShouldBeTrue();

    // Made with the private key, so that the two sides of the equation share one coordinate and not the other.
    [Theory]
    [InlineData("61485eb624d9786700ce78888fb6f475591f00567be8e573e9829b7df1f91acd81c1e9b16ec898013d9ab6efca1f800291f515bde2614e6de46e1309fc544005")]
    [InlineData("8cb7a149db268798ff31877770490b8aa6e0ffa984171a8c167d64820e06e5323d7e61a1a8103b88904eda46f08c91f9491cdd61170be5445b6a09792dc22009")]
    public void Half_of_a_point_is_not_the_point(string signature) => Verify(Key, Message, signature).ShouldBeFalse();

    [Fact]
    public void Every_bit_of_signature_and_message_counts()
    {
        var signature = Convert.FromHexString(Signature);
        for (var bit = 0; bit < 512; bit++)
        {
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
            Verify(Key, Message, Convert.ToHexStringLower(signature)).ShouldBeFalse($"bit {bit}");
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Verify(Key, "73", Signature).ShouldBeFalse();
        Verify(Key, "7200", Signature).ShouldBeFalse();
        Verify(Key, "", Signature).ShouldBeFalse();
    }

    // s + L satisfies the equation just as s does: taking both would give every delivery a second valid signature.
    [Theory]
    [InlineData("f52db7415978abc61b2c2eb6aeebfca0387b2eaeb4302aeeb00d291612bb0c10")]
    [InlineData("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    public void An_s_beyond_the_order_is_refused(string s) => Verify(Key, Message, Signature[..64] + s).ShouldBeFalse();

    // Under a key of small order, R = s·B is a signature of every message that the hash sends to a multiple of its order.
    [Theory]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000080")]
    [InlineData("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")]
    [InlineData("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")]
    [InlineData("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85")]
    [InlineData("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa")]
    public void A_key_of_small_order_signs_nothing(string key)
    {
        const string forged = "b862409fb5c4c4123df2abf7462b88f041ad36dd6864ce872fd5472be363c5b10700000000000000000000000000000000000000000000000000000000000000";

        for (var message = 0; message < 16; message++)
        {
            Verify(key, message.ToString("x2", System.Globalization.CultureInfo.InvariantCulture), forged).ShouldBeFalse();
        }
    }

    // y = p + 1 names the same point as y = 1; two spellings of one key would be hashed differently by different verifiers.
    [Theory]
    [InlineData("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000080")]
    [InlineData("0200000000000000000000000000000000000000000000000000000000000000")]
    public void A_key_that_is_no_point_in_its_one_spelling_is_refused(string key) => Verify(key, Message, Signature).ShouldBeFalse();

    // Made with the private key, for R = the neutral element in its three spellings and for one of order 8. The RFC takes the first, which
    // satisfies its equation; libsodium takes no R of small order, and no honest signer makes one.
    [Theory]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000675d054595fa17cb6a44e3ada6ca385e55667e41a63fdab0ac22d10000354002")]
    [InlineData("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f0a0403c78756704394a791302d07acbdf846e02e6371010b73f9c021313bde01")]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000080bd498620dc071c7bd37de37a8b3208e5475dd11db9151270fb200f690ae0d009")]
    [InlineData("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc059c9934141e47f875e3e839a617afc33b742b807c24040fcb899c123dc1987901")]
    public void A_point_of_small_order_signs_nothing_even_for_whoever_holds_the_private_key(string signature) => Verify(Key, Message, signature).ShouldBeFalse();

    // Made with the private key: R has a part of order 8 in it. The equation times the cofactor takes it, as the RFC allows and later
    // versions of libsodium do; two verifiers must not disagree about one signature, so the stricter holds.
    [Fact]
    public void A_point_with_a_part_of_small_order_is_refused() =>
        Verify(Key, Message, "e277e99d6c85b59bcfb69acb0b82e20806fe382e4c29bd935a321059ef6e427760f503873b6bb5712de60b3ca340289e644b85f7eb09a3a08a57ffdcbd74fc07").ShouldBeFalse();

    [Fact]
    public void Other_lengths_are_refused()
    {
        Verify(Key, Message, Signature[2..]).ShouldBeFalse();
        Verify(Key, Message, Signature + "00").ShouldBeFalse();
        Verify(Key, Message, "").ShouldBeFalse();
        foreach (var key in new[] { Key[2..], Key + "00", "" })
        {
            Should.Throw<FormatException>(() => new Ed25519Key(Convert.FromHexString(key)));
        }
    }

    [Fact]
    public void Noise_is_refused_and_throws_nothing()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var noise = SHA512.HashData(Encoding.UTF8.GetBytes($"noise {seed}"));
            Verify(noise.AsSpan(0, 32), new SignedContent(default, noise, default), noise).ShouldBeFalse();
        }
    }

    private static bool Verify(string key, string message, string signature) => Verify(
        Convert.FromHexString(key), new SignedContent(default, Convert.FromHexString(message), default), Convert.FromHexString(signature));

    private static bool Verify(ReadOnlySpan<byte> key, SignedContent content, byte[] signature) =>
        new Ed25519Key(key).Matches(content.ToArray(), signature);
}
