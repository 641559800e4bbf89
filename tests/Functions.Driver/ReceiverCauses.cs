using Microsoft.Extensions.DependencyInjection;
using Webhooks.Rotating;

namespace Functions.Driver;

/// <summary>What makes each of the receiver's own rules notify, in an app whose handler <c>scripted</c> fails.</summary>
internal static class ReceiverCauses
{
    public const string MachineClock = "receiver.machine-clock";

    public static readonly IReadOnlyDictionary<string, Func<NotifyingApp, Task>> Of = new Dictionary<string, Func<NotifyingApp, Task>>
    {
        ["receiver.dead-letter"] = async app =>
        {
            await app.App.PostAsync(From.Valara());
            await app.App.ProcessAsync();
        },
        ["receiver.backlog"] = async app =>
        {
            await app.App.PostAsync(From.Valara());
            app.Clock.Advance(TimeSpan.FromMinutes(16));
            await app.App.SweepAsync();
        },
        ["receiver.refusals"] = async app =>
        {
            foreach (var _ in Enumerable.Range(0, 20))
            {
                await app.App.PostAsync(From.Valara().Without("X-Webhook-Signature"));
            }
        },
        ["receiver.clock-skew"] = app => app.App.PostAsync(From.Valara().SentBefore(TimeSpan.FromMinutes(4))),
        ["receiver.secret-ending"] = app => app.App.SweepAsync(),
        ["receiver.handler-paused"] = async app =>
        {
            (await new HookShell(app.App).RunAsync("pause", "scripted", "--note", "maintenance until 04:00", "--who", "ann")).ShouldBe(0);
            await app.App.SweepAsync();
        },
        ["receiver.secret-broken"] = async app =>
        {
            await app.App.PostAsync(From.Valara());
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            foreach (var _ in Enumerable.Range(0, 3))
            {
                await app.App.PostAsync(From.Valara() with { Key = [1, 2, 3, 4, 5, 6, 7, 8], SentAt = app.Clock.GetUtcNow() });
            }

            await app.App.Services.GetRequiredService<SecretUses>().FlushAsync(CancellationToken.None);
            await app.App.Services.GetRequiredService<RefusedSignatures>().FlushAsync(CancellationToken.None);
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            await app.App.SweepAsync();
        },
        // Its machine's clock is wrong from the start.
        [MachineClock] = _ => Task.CompletedTask,
        ["receiver.storage-lost"] = async app =>
        {
            await app.App.Table.DeleteAsync();
            await Eventually.Async(async () =>
            {
                using var answer = await app.App.PostAsync(From.Valara());
                return answer.IsSuccessStatusCode;
            });
        },
    };
}
