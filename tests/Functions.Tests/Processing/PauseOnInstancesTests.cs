using Microsoft.Extensions.DependencyInjection;
using Webhooks.Events;

namespace Functions.Tests.Processing;

/// <summary>Pauses are known to every instance, and outlive each of them.</summary>
public sealed class PauseOnInstancesTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private readonly ScriptedHandler crm = new((_, _) => Task.CompletedTask, "crm");

    [AzuriteFact]
    public async Task A_process_that_dies_while_it_queues_resumed_events_loses_none()
    {
        await using var app = await PausedApp.StartAsync(azurite.NewAccount(), crm);
        await app.PauseAsync("crm");
        await app.ProcessAsync(["evt_1", "evt_2"]);
        // Resumed, and nothing else came to be: the rows are as a process leaves them that dies at once.
        await app.Services.GetRequiredService<Webhooks.Processing.IHandlerLedger>().ResumeAsync("crm", app.Clock.GetUtcNow(), default);
        app.Services.GetRequiredService<Webhooks.Processing.PausedHandlers>().Forget();

        await app.SweepAsync();
        await app.ProcessUntilAsync(() => crm.Calls.Count == 2);

        (await app.RowsAsync("valara", "e|")).ShouldAllBe(row => row.GetString("Status") == "Processed");
    }

    [AzuriteFact]
    public async Task Another_instance_knows_of_a_pause_within_seconds()
    {
        var account = azurite.NewAccount();
        await using var one = await PausedApp.StartAsync(account, crm);
        await using var other = await ReceiverApp.StartAsync(account, clock: one.Clock, overrides: services => services.AddSingleton<Webhooks.Processing.IEventHandler>(crm));
        await other.ProcessAsync(["evt_1"]);
        await one.PauseAsync("crm");

        await Task.Delay(Webhooks.Processing.PausedHandlers.Age);
        await other.ProcessAsync(["evt_2"]);

        crm.Calls.ShouldHaveSingleItem();
    }

    [AzuriteFact]
    public async Task An_instance_that_starts_with_many_messages_at_once_runs_no_paused_handler()
    {
        var account = azurite.NewAccount();
        await using var one = await PausedApp.StartAsync(account, crm);
        await one.PauseAsync("crm");
        foreach (var number in Enumerable.Range(0, 20))
        {
            (await one.PostAsync(From.Valara().About($"evt_{number}"))).EnsureSuccessStatusCode();
        }

        await using var other = await ReceiverApp.StartAsync(account, clock: one.Clock, overrides: services => services.AddSingleton<Webhooks.Processing.IEventHandler>(crm));
        var messages = (await other.Queue.ReceiveMessagesAsync(20)).Value;
        await Task.WhenAll(messages.Select(message => other.ProcessAsync(message.Body.ToString())));

        crm.Calls.ShouldBeEmpty();
    }
}
