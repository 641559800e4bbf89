using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Proof.Fuzz;
using Webhooks;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Proof.Verify;

/// <summary>One honest delivery of each sender, its body filled up to a size, against HMAC-SHA256 of as many bytes and nothing else.</summary>
public class VerificationBenchmark
{
    public const string Asymmetric = "standard-webhooks, v1a";

    private Delivery delivery = null!;
    private Source source = null!;
    private byte[] key = [];
    private SecretKey keyAtWork = null!;
    private byte[] bytes = [];
    private DateTimeOffset now;

    [Params("valara", "novavms", "fastpix", "envless", "standard-webhooks", "github", "stripe", "shopify", "slack", "svix", Asymmetric)]
    public string Scheme { get; set; } = "";

    [Params(1, 20, 500)]
    public int Kilobytes { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        if (Scheme == Asymmetric)
        {
            PrepareAsymmetric();
        }
        else
        {
            PrepareSymmetric();
        }

        bytes = delivery.Body.ToArray();
        if (Verify() is not Verification.Verified)
        {
            throw new InvalidOperationException($"{Scheme} does not verify what is to be measured.");
        }
    }

    private void PrepareSymmetric()
    {
        var specimen = Corpus.All().Where(specimen => specimen.Source.Name == Scheme && specimen.Published is null && specimen.Body.Length < 1024).MaxBy(specimen => specimen.Body.Length)!;
        var body = Filled(specimen.Body, Kilobytes * 1024);
        (source, key, now) = (specimen.Source, specimen.Key.Bytes, specimen.Now);
        delivery = new Case(specimen, "", specimen.Sign(body, specimen.Key)).Deliver();
        keyAtWork = source.Secrets[^1].Keys[0];
    }

    private void PrepareAsymmetric()
    {
        var signed = From.StandardWebhooksAsymmetric();
        signed = signed.WithBody(Filled(signed.Body, Kilobytes * 1024));
        (key, now) = (signed.Key, signed.Now);
        source = Sender.OfCode("standard-webhooks").Receive(new(signed.Secret, []), new("whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=", []), now);
        keyAtWork = source.Secrets[^1].Keys[0];
        delivery = signed.Deliver();
    }

    [Benchmark(Baseline = true)]
    public int Hmac()
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return HMACSHA256.HashData(key, bytes, mac);
    }

    /// <summary>What stands between a forger and the ledger: the headers, the signed bytes, the MAC, the comparison.</summary>
    [Benchmark]
    public bool Signature() =>
        SignatureClaim.Read(delivery, source.Scheme.DefinitionFor(delivery.Headers), out _) is { } claim
        && (keyAtWork.Mac?.Matches(claim.Content, claim.Macs, claim.Definition.Encoding) ?? keyAtWork.Public!.Matches(claim.Content.ToArray(), claim.Signatures[0]));

    /// <summary>The whole verdict: the signature under the last of two secrets, what the body says, the age.</summary>
    [Benchmark]
    public Verification Verify() => source.Scheme.Verify(delivery, source.Secrets, source.ReplayWindow, now);

    // As senders' bodies are long: by more and longer texts, not by blanks.
    private static byte[] Filled(byte[] body, int size)
    {
        if (body.Length > size)
        {
            throw new InvalidOperationException($"A body of {body.Length} bytes does not fit into {size}.");
        }

        var filling = new List<byte>(size);
        var number = 0;
        while (body.Length + filling.Count < size - 120)
        {
            filling.AddRange(System.Text.Encoding.UTF8.GetBytes($",\"field_{number++:D5}\":\"{new string('x', 80)}\""));
        }

        return [.. body[..^1], .. filling, .. Enumerable.Repeat((byte)' ', size - body.Length - filling.Count), (byte)'}'];
    }
}
