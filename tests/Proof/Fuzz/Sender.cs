using System.Text.Json;
using Webhooks;
using Webhooks.Signatures.Presets;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Proof.Fuzz;

/// <summary>A sender: its manners, its scheme in the product, and what it sends.</summary>
internal sealed record Sender(string Name, IReadOnlyList<Manner> Manners, SignatureScheme Scheme)
{
    private const string Folder = "Presets/";

    private static readonly string[] OfPublishedKeys = ["token", "topic", "publishedKeys"];

    /// <summary>Those of the library's files, read as JSON; and some with parts that none of them has.</summary>
    public static IEnumerable<(Sender Sender, JsonElement File)> OfFiles()
    {
        var assembly = typeof(SignatureScheme).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var file = assembly.GetManifestResourceStream(resource)!;
            var (name, json) = (resource[Folder.Length..^".json".Length], JsonSerializer.Deserialize<JsonElement>(file));
            // Tokens and messages that a sender signs with keys it publishes are claims of their own, which this oracle cannot read.
            if (!OfPublishedKeys.Any(key => json.TryGetProperty(key, out _)))
            {
                yield return (Of(name, json, SchemeCatalog.Find(name, null, At(name), out var problem), problem), json);
            }
        }

        foreach (var (name, text) in OddSenders.Files)
        {
            using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
            yield return (Of(name, JsonElement.Parse(text), PresetScheme.Create(name, PresetFiles.Read(file), new(), At(name), out var problem), problem), JsonElement.Parse(text));
        }
    }

    /// <summary>A scheme that is code.</summary>
    public static Sender OfCode(string name) => new(name, CodedManners.Of(name), SchemeCatalog.Find(name)!);

    // Those of RSA and ECDSA are made by chance.
    private readonly Dictionary<string, SenderKey> keys = [];

    public SenderKey Key(string which)
    {
        if (!keys.TryGetValue(which, out var key))
        {
            // As its own documentation has it, the whole text is the key of Envless.
            key = Name == "envless" ? SenderKey.Plain(SenderKey.Of("", "Whsec", $"{Name} {which}").Text) : SenderKey.Of(Manners[0].Algorithm, Manners[0].KeyForm, $"{Name} {which}");
            keys.Add(which, key);
        }

        return key;
    }

    public Source Receive(SenderKey key, SenderKey expired, DateTimeOffset now) => new()
    {
        Name = Name,
        Scheme = Scheme,
        Secrets = [Read(expired, now.AddDays(-1)), Read(key, null)],
        ReplayWindow = Scheme.DefaultWindow,
        Deduplicate = Scheme.NoDeduplication is null ? Deduplicate.ByEventId : Deduplicate.None,
    };

    private static Sender Of(string name, JsonElement file, SignatureScheme? scheme, SettingProblem? problem) => new(
        name,
        [Manner.Read(file.GetProperty("scheme"), file.TryGetProperty("replayWindow", out var window) ? window.GetString() : null)],
        scheme ?? throw new InvalidOperationException($"{name}: {problem}"));

    private static SchemeOptions At(string name) => new() { PublicUrl = Specimen.UrlOf(name) };

    private Secret Read(SenderKey key, DateTimeOffset? notAfter) =>
        Scheme.ReadSecret(new SecretText(key.Text) { NotAfter = notAfter }, out var problem) ?? throw new InvalidOperationException($"{Name}: {problem}");
}
