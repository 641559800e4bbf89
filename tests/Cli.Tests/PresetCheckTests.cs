using System.Text.Json.Nodes;
using Webhooks.Signatures.Secrets;

namespace Cli.Tests;

/// <summary>Published and independently computed deliveries of every preset, as files that are checked.</summary>
public sealed class PresetCheckTests : IDisposable
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "PresetVectors");

    private readonly Shell shell = new();

    // Without those whose published secret is shorter than any that is accepted.
    public static TheoryData<string> Cases =>
    [
        .. Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories)
            .Select(path => Path.ChangeExtension(path, null))
            .Where(path => new FileInfo(path + ".secret").Length >= 2 * SecretKey.MinimumBytes)
            .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public void Dispose() => shell.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_delivery_is_judged_as_its_sender_says(string path)
    {
        var (file, facts) = (Path.Combine(Folder, path), JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, path + ".json")))!);
        var arrived = (string?)facts["url"] is { } url ? new Uri(url).PathAndQuery : "/";
        var headers = shell.File("captured.txt", $"POST {arrived} HTTP/1.1\r\n{await File.ReadAllTextAsync(file + ".headers")}\r\n");
        List<string> args = ["check", "--scheme", path.Split('/')[0], "--secret", "@" + file + ".secret", "--headers", headers, "--body", file + ".body", "--json"];
        if ((string?)(facts["signed_url"] ?? facts["url"]) is { } signed)
        {
            args.AddRange(["--request-url", signed]);
        }

        foreach (var (fact, setting) in new[] { ("topic_arn", "TopicArn"), ("webhook_id", "WebhookId"), ("service_account", "ServiceAccount") })
        {
            args.AddRange((string?)facts[fact] is { } value ? ["--set", $"{setting}={value}"] : []);
        }

        if ((string?)facts["algorithm"] is { } algorithm)
        {
            args.AddRange(["--hmac", $"Algorithm={algorithm}", "--hmac", "AllowWeak=true"]);
        }

        if ((long?)facts["at"] is { } at)
        {
            args.AddRange(["--at", $"{at}"]);
        }

        var code = await shell.RunAsync([.. args]);

        code.ShouldBe((string?)facts["expect"] == "verifies" ? 0 : 1, shell.Output + shell.Error);
        (JsonNode.Parse(shell.Output)!["findings"]!.AsArray().Count > 0).ShouldBe(code == 1);
    }
}
