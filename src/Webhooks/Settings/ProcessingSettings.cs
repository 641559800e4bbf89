using Webhooks.Events;
using Webhooks.Processing;

namespace Webhooks.Settings;

public static class ProcessingSettings
{
    // A queue message can be hidden for at most seven days.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(7) / 1.2;

    // As in host.json; a test compares them.
    public static readonly TimeSpan FunctionTimeout = TimeSpan.FromMinutes(5);

    public static ProcessingOptions Read(SettingsReader settings)
    {
        var section = settings.Section("Processing");
        var defaults = new ProcessingOptions();
        var steps = section.Section("Backoff");
        var backoff = steps.Children()
            .OrderBy(step => step.Length)
            .ThenBy(step => step, StringComparer.Ordinal)
            .Select(step => steps.Span(step, TimeSpan.FromSeconds(1), LongestWait))
            .OfType<TimeSpan>()
            .ToArray();
        if (backoff.Zip(backoff.Skip(1)).Any(pair => pair.Second < pair.First))
        {
            section.Refuse("Backoff", "a wait is shorter than the one before it; write them in ascending order, for example Processing__Backoff__0=00:00:05, Processing__Backoff__1=00:00:30");
        }

        var options = new ProcessingOptions
        {
            MaxAttempts = section.Number("MaxAttempts", 1, 100) ?? defaults.MaxAttempts,
            Lease = section.Span("Lease", TimeSpan.FromSeconds(10), TimeSpan.FromHours(4)) ?? defaults.Lease,
            EventsPerMessage = section.Number("EventsPerMessage", 1, Envelope.MostEvents) ?? defaults.EventsPerMessage,
            Backoff = backoff.Length > 0 ? backoff : defaults.Backoff,
        };
        section.RefuseUnread("MaxAttempts, Lease, EventsPerMessage, Backoff__<n>");
        var functionTimeout = settings.Section("AzureFunctionsJobHost").Span("functionTimeout", TimeSpan.Zero, TimeSpan.FromDays(10)) ?? FunctionTimeout;
        if (options.HandlerTimeout >= functionTimeout)
        {
            section.Refuse("Lease", $"handlers would get {options.HandlerTimeout:c} of the lease, but the host ends every function after {functionTimeout:c}; shorten it, or raise AzureFunctionsJobHost__functionTimeout, too");
        }

        return options;
    }
}
