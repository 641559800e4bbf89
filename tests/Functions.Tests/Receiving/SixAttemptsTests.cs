using System.Diagnostics;
using System.Net;
using Xunit.Abstractions;

namespace Functions.Tests.Receiving;

// "Failed deliveries retry on the sequence 2, 4, 8, 16, 32 seconds (five attempts plus the initial call for a total of six over approximately
// 62 seconds of wall clock)." Here every time is a quarter of that, and storage is away for ten seconds instead of forty.
public sealed class SixAttemptsTests(ITestOutputHelper output)
{
    private const double Pace = 0.25;

    private static readonly TimeSpan Away = Pace * TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Deadline = Pace * TimeSpan.FromSeconds(8);
    private static readonly double[] Pauses = [2, 4, 8, 16, 32];

    [AzuriteTheory]
    [InlineData("Reject", HttpStatusCode.Conflict)]
    [InlineData("Acknowledge", HttpStatusCode.OK)]
    public async Task Six_attempts_with_the_same_bytes_outlast_storage_that_hangs(string onReplay, HttpStatusCode replay)
    {
        using var data = new Folder();
        using var azurite = Azurite.WithData(data.Path);
        await azurite.StartAsync();
        await using var app = await StartAsync(azurite, onReplay);

        azurite.Hang();
        var answers = await DeliverAsync(app, () => Task.Run(azurite.Resume));

        await ShouldHaveArrivedOnceAsync(app, answers, replay);
    }

    [AzuriteFact]
    public async Task Six_attempts_with_the_same_bytes_outlast_storage_that_refuses_connections()
    {
        using var data = new Folder();
        using var azurite = Azurite.WithData(data.Path);
        await azurite.StartAsync();
        await using var app = await StartAsync(azurite, "Reject");

        azurite.Stop();
        var answers = await DeliverAsync(app, azurite.StartAsync);

        await ShouldHaveArrivedOnceAsync(app, answers, HttpStatusCode.Conflict);
    }

    private static Task<ReceiverApp> StartAsync(Azurite azurite, string onReplay) => ReceiverApp.StartAsync(azurite.ConnectionString, new()
    {
        ["Sources__valara__Deadline"] = Deadline.ToString(),
        ["Sources__valara__OnReplay"] = onReplay,
    });

    // As Valara does: until one is received, or six have failed.
    private async Task<List<HttpStatusCode>> DeliverAsync(ReceiverApp app, Func<Task> back)
    {
        var since = Stopwatch.StartNew();
        var storage = Task.Run(async () =>
        {
            await Task.Delay(Away);
            await back();
            output.WriteLine($"{since.Elapsed.TotalSeconds / Pace,5:F1} s  storage is back");
        });
        var answers = new List<HttpStatusCode>();
        foreach (var pause in Pauses.Append(0))
        {
            var began = since.Elapsed;
            answers.Add((await NonceTests.PostAsync(app, "valara", "evt_1", "n1")).Status);
            output.WriteLine($"{began.TotalSeconds / Pace,5:F1} s  attempt {answers.Count}: {(int)answers[^1]} after {(since.Elapsed - began).TotalSeconds / Pace:F1} s");
            if ((int)answers[^1] < 300)
            {
                break;
            }

            await Task.Delay(TimeSpan.FromSeconds(pause * Pace));
        }

        await storage;
        return answers;
    }

    private static async Task ShouldHaveArrivedOnceAsync(ReceiverApp app, List<HttpStatusCode> answers, HttpStatusCode replay)
    {
        answers[0].ShouldBe(HttpStatusCode.ServiceUnavailable);
        answers[^1].ShouldBe(HttpStatusCode.Accepted);
        (await NonceTests.PostAsync(app, "valara", "evt_1", "n1")).ShouldBe((replay, "replayed"));
        (await app.KindsAsync("valara")).ShouldBe("e n p");
        await app.ProcessAsync();
        (await app.RowsAsync("valara", "e|")).Single().GetString("Status").ShouldBe("Processed");
    }
}
