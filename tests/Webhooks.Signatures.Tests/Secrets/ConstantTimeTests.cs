using System.Reflection;
using System.Reflection.Emit;
using System.Security.Cryptography;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Handshakes;

namespace Webhooks.Signatures.Tests.Secrets;

/// <summary>
/// What is claimed is compared with a secret by one method that takes the same time for any texts, over bytes of equal length. Shown by the
/// compiled code, not by a clock.
/// </summary>
public class ConstantTimeTests
{
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly string[] Comparing = ["op_Equality", "op_Inequality", "Equals", "SequenceEqual", "SequenceCompareTo", "StartsWith", "EndsWith", "IndexOf", "Contains", "Compare", "CompareTo", "CompareOrdinal", "CommonPrefixLength"];

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields().Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    [Theory]
    [InlineData(typeof(TokenKey), nameof(TokenKey.Matches))]
    [InlineData(typeof(DigestKey), nameof(DigestKey.Matches))]
    [InlineData(typeof(HandshakeTerms), nameof(HandshakeTerms.IsToken))]
    public void A_secret_is_compared_in_constant_time_only(Type type, string method)
    {
        var calls = Calls(type.GetMethod(method, All)!).ToList();

        calls.ShouldContain(call => call.DeclaringType == typeof(CryptographicOperations) && call.Name == nameof(CryptographicOperations.FixedTimeEquals));
        Comparisons(calls).ShouldBeEmpty();
    }

    // A token's length is a secret too: hashes have one.
    [Theory]
    [InlineData(typeof(TokenKey), nameof(TokenKey.Matches))]
    [InlineData(typeof(HandshakeTerms), nameof(HandshakeTerms.IsToken))]
    public void Of_tokens_the_hashes_are_compared(Type type, string method) =>
        Calls(type.GetMethod(method, All)!).ShouldContain(call => call.DeclaringType == typeof(SHA256) && call.Name == nameof(SHA256.HashData));

    [Fact]
    public void Every_kind_of_shared_secret_is_looked_at()
    {
        Type[] known = [typeof(TokenKey), typeof(DigestKey), typeof(HmacKey), typeof(HashKey)];

        typeof(MacKey).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(MacKey))).ShouldBe(known, ignoreOrder: true);
        known.Where(type => type.GetMethod(nameof(MacKey.Matches), All) is not null).ShouldBe([typeof(TokenKey), typeof(DigestKey)], ignoreOrder: true);
    }

    [Fact]
    public void A_comparison_that_stops_early_would_be_seen()
    {
        Comparisons(Calls(GetType().GetMethod(nameof(Naive), All)!)).ShouldNotBeEmpty();
        Comparisons(Calls(GetType().GetMethod(nameof(NaiveOverBytes), All)!)).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("correct horse")]
    [InlineData("correct horse battery stapl")]
    [InlineData("correct horse battery staple ")]
    [InlineData("Correct horse battery staple")]
    [InlineData("correct horse battery staple,correct horse battery staple")]
    public void A_token_is_taken_whole(string claimed)
    {
        var key = new TokenKey("correct horse battery staple"u8, isBasic: false);

        key.Matches(default, [claimed], MacEncoding.Hex).ShouldBeFalse();
        key.Matches(default, [claimed, "correct horse battery staple"], MacEncoding.Hex).ShouldBeTrue();
    }

    private static bool Naive(string token, string claimed) => token == claimed;

    private static bool NaiveOverBytes(byte[] token, byte[] claimed) => token.AsSpan().SequenceEqual(claimed);

    private static IEnumerable<string> Comparisons(IEnumerable<MethodBase> calls) => calls.Select(call => call.Name).Where(Comparing.Contains);

    // The calls of a method, and of those of its own type that it calls.
    private static IEnumerable<MethodBase> Calls(MethodBase method) =>
        Direct(method).SelectMany(call => call.DeclaringType == method.DeclaringType && call != method && !call.IsAbstract ? Calls(call).Prepend(call) : [call]);

    private static IEnumerable<MethodBase> Direct(MethodBase method)
    {
        var code = method.GetMethodBody()!.GetILAsByteArray()!;
        var generics = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        for (var at = 0; at < code.Length;)
        {
            var isLong = code[at] == 0xFE;
            var operation = Codes[isLong ? (short)((code[at] << 8) | code[at + 1]) : code[at]];
            at += isLong ? 2 : 1;
            if (operation.OperandType == OperandType.InlineMethod)
            {
                yield return method.Module.ResolveMethod(BitConverter.ToInt32(code, at), generics, null)!;
            }

            at += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }
}
