using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Webhooks.Processing;

namespace Functions.Tests.Processing;

/// <summary>An app with handlers of a test, and an operator who pauses and resumes them.</summary>
internal static class PausedApp
{
    public static Task<ReceiverApp> StartAsync(string account, params IEventHandler[] handlers) => ReceiverApp.StartAsync(account, overrides: services =>
    {
        foreach (var handler in handlers)
        {
            services.AddSingleton(handler);
        }
    });

    public static Task PauseAsync(this ReceiverApp app, string handler, string note = "maintenance") => DoneAsync(app.OrderAsync("handlers/pause", $$"""{"handler":"{{handler}}","who":"ann","note":"{{note}}"}"""));

    public static Task ResumeAsync(this ReceiverApp app, string handler) => DoneAsync(app.OrderAsync("handlers/resume", $$"""{"handler":"{{handler}}","who":"ann","why":"done"}"""));

    /// <summary>The handler as the list shows it; null when it is not there.</summary>
    public static async Task<JsonNode?> HandlerAsync(this ReceiverApp app, string name) =>
        (await app.AskAsync("handlers"))["handlers"]!.AsArray().SingleOrDefault(handler => (string)handler!["name"]! == name);

    /// <summary>Status and attempts of a handler for an event, as stored.</summary>
    public static async Task<string> StateAsync(this ReceiverApp app, string eventId, string handler)
    {
        var text = (await app.RowsAsync("valara", "e|" + eventId)).Single().GetString("Handlers");
        var state = JsonDocument.Parse(text).RootElement.EnumerateArray().Single(one => one.GetProperty("name").GetString() == handler);
        return $"{(state.TryGetProperty("status", out var status) ? status.GetString() : "Waiting")} {(state.TryGetProperty("attempts", out var attempts) ? attempts.GetInt32() : 0)}";
    }

    /// <summary>Runs the queue function until it has happened: messages of resumed events become visible after a while.</summary>
    public static Task ProcessUntilAsync(this ReceiverApp app, Func<bool> happened) => Eventually.Async(async () =>
    {
        await app.ProcessAsync();
        return happened();
    });

    private static async Task DoneAsync(Task<HttpResponseMessage> order)
    {
        using var answer = await order;
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }
}
