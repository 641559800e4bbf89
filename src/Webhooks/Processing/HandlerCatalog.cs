using Microsoft.Extensions.Hosting;
using Webhooks.Events;

namespace Webhooks.Processing;

/// <summary>The handlers of this app, by name. A hosted service, so that a name that cannot be used stops the start and not the first event.</summary>
public sealed class HandlerCatalog : IHostedService
{
    private const int LongestName = 64;

    private readonly Dictionary<string, IEventHandler> byName = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">A name is malformed, or two handlers share one.</exception>
    public HandlerCatalog(IEnumerable<IEventHandler> handlers)
    {
        foreach (var handler in handlers)
        {
            if (handler.Name is not { Length: > 0 and <= LongestName } name || !name.All(IsOfName))
            {
                throw new ArgumentException($"{handler.GetType().Name}.Name is '{handler.Name}'; give it a name of at most {LongestName} lower-case letters, digits, '-' and ':'.", nameof(handlers));
            }

            if (!byName.TryAdd(name, handler))
            {
                throw new ArgumentException($"Two handlers are named '{name}': {byName[name].GetType().Name} and {handler.GetType().Name}. Rename one; the name is stored with each event.", nameof(handlers));
            }
        }
    }

    public IEnumerable<string> Names => byName.Keys;

    public IEventHandler? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>The handlers that want an event, at its first attempt.</summary>
    public IReadOnlyList<HandlerState> Of(LedgerEvent found) =>
        // An event that an earlier version began to process gets no second set of attempts, and no earlier one.
        [.. byName.Values.Where(handler => Wants(handler, found)).Select(handler => new HandlerState(handler.Name)
        {
            Attempts = found.Attempts,
            NextAttemptAt = found.NextAttemptAt > found.ReceivedAt ? found.NextAttemptAt : null,
        })];

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static bool Wants(IEventHandler handler, LedgerEvent found)
    {
        try
        {
            return handler.Handles(found);
        }
#pragma warning disable CA1031 // A handler that cannot say has an attempt that fails, like any other failure of its own.
        catch
#pragma warning restore CA1031
        {
            return true;
        }
    }

    private static bool IsOfName(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or ':';
}
