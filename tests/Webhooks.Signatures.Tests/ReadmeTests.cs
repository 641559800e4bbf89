using System.Diagnostics;
using System.Net;
using System.Text;

namespace Webhooks.Signatures.Tests;

/// <summary>Runs the example of the README, which is a project of its own.</summary>
public sealed class ReadmeTests : IDisposable
{
    private const string Secret = "a-secret-only-for-this-test";
    private static readonly byte[] Body = """{"action":"opened"}"""u8.ToArray();

    private readonly Process server = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Webhooks.Signatures.Example.dll"), "--urls", "http://127.0.0.1:0"])
    {
        Environment = { ["GITHUB_WEBHOOK_SECRET"] = Secret },
        RedirectStandardOutput = true,
    })!;

    [Fact]
    public void The_program_is_the_example_of_the_README() =>
        Text("README.md").ShouldContain($"```csharp\n{Text("Program.cs")}```\n");

    [Fact]
    public async Task It_accepts_what_GitHub_signs_and_nothing_else()
    {
        var address = await AddressAsync();
        using var http = new HttpClient();

        (await PostAsync(http, address, Verifier.For("github", Secret))).ShouldBe(HttpStatusCode.Accepted);
        (await PostAsync(http, address, Verifier.For("github", "another-secret-altogether"))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    public void Dispose()
    {
        server.Kill();
        server.Dispose();
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient http, string address, Verifier sender)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address + "/webhooks/github") { Content = new ByteArrayContent(Body) };
        foreach (var (name, value) in sender.Sign(Body, TimeProvider.System.GetUtcNow()))
        {
            request.Headers.Add(name, value);
        }

        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task<string> AddressAsync()
    {
        const string Announced = "Now listening on: ";
        while (await server.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.IndexOf(Announced, StringComparison.Ordinal) is var at and >= 0)
            {
                return line[(at + Announced.Length)..].Trim();
            }
        }

        throw new InvalidOperationException("The example did not start.");
    }

    private static string Text(string name)
    {
        using var reader = new StreamReader(typeof(ReadmeTests).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
