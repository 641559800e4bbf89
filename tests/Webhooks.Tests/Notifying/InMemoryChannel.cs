using Webhooks.Notifying;
using Webhooks.Notifying.Flooding;

namespace Webhooks.Tests.Notifying;

/// <summary>A channel in memory: flood control, its state, and every message it sent.</summary>
internal sealed class InMemoryChannel(TimeSpan? window = null, int budget = 30)
{
    private readonly Dictionary<string, IFlood> states = [];
    private readonly HashSet<string> received = [];

    public DateTimeOffset Now { get; private set; } = SignedDelivery.Noon;

    public List<ChannelMessage> Messages { get; } = [];

    public int Notified => Messages.Sum(message => message.Count);

    public ChannelOptions Options { get; } = new()
    {
        Name = "team",
        Target = new ChannelTarget.Slack(new Uri("https://hooks.example.com/")),
        Window = window ?? TimeSpan.FromMinutes(10),
        BudgetPerHour = budget,
    };

    public static Notification Failed(string subject, DateTimeOffset at, string id, string rule = "valara.delivery-failed", Severity severity = Severity.Error) =>
        new(Notification.CurrentVersion, id, "valara", id, at, new Notice(rule, subject, severity, "Media delivery failed", "The cloud is full.", "Free some space."));

    public void Fail(string subject, string? id = null, string rule = "valara.delivery-failed", DateTimeOffset? at = null, Severity severity = Severity.Error) =>
        Receive(Failed(subject, at ?? Now, id ?? $"{Guid.NewGuid()}", rule, severity));

    public void Recover(string subject, DateTimeOffset? at = null, string rule = "valara.delivery-failed", string? id = null)
    {
        var failed = Failed(subject, at ?? Now, id ?? $"{Guid.NewGuid()}", rule);
        Receive(failed with { Notice = failed.Notice with { Recovered = true, Severity = Severity.Info, Title = "Recovered" } });
    }

    /// <summary>Time passes, and the timer comes each minute.</summary>
    public void Pass(TimeSpan time)
    {
        for (var end = Now + time; Now < end;)
        {
            Now = Now.AddMinutes(1) < end ? Now.AddMinutes(1) : end;
            Close();
        }
    }

    /// <summary>Time passes, and the timer is late.</summary>
    public void PassUnseen(TimeSpan time) => Now += time;

    public void Receive(Notification notification)
    {
        if (received.Add(notification.Id))
        {
            var (subject, rule, budget) = (notification.Fingerprint, notification.RuleScope, BudgetKey(notification.BudgetScope));
            var state = new FloodState(Find<SubjectFlood>(subject), Find<RuleFlood>(rule), Find<BudgetFlood>(budget));
            Keep(FloodControl.Decide(state, notification, Options, Now), (subject, rule, budget));
        }
    }

    /// <summary>What is remembered, by kind.</summary>
    public int Remembered<T>() where T : IFlood => states.Values.OfType<T>().Count();

    private void Close()
    {
        foreach (var (key, flood) in states.Where(pair => pair.Value.Due <= Now).ToList())
        {
            var budget = BudgetKey(flood.BudgetScope);
            var state = new FloodState(flood as SubjectFlood, flood as RuleFlood, Find<BudgetFlood>(budget));
            Keep(ClosingWindows.Close(state, Options, Now), (flood is SubjectFlood ? key : null, flood is RuleFlood ? key : null, budget));
        }
    }

    private static string BudgetKey(string? scope) => "budget|" + scope;

    private void Keep(FloodDecision decision, (string? Subject, string? Rule, string Budget) keys)
    {
        Put(keys.Subject, decision.State.Subject);
        Put(keys.Rule, decision.State.Rule);
        Put(keys.Budget, decision.State.Budget);
        if (decision.Message is { } message)
        {
            Messages.Add(message);
        }
    }

    private void Put(string? key, IFlood? flood)
    {
        if (key is not null && flood is null)
        {
            states.Remove(key);
        }
        else if (key is not null)
        {
            states[key] = flood!;
        }
    }

    // Through JSON and back, as from a table.
    private T? Find<T>(string key) where T : class, IFlood =>
        states.TryGetValue(key, out var flood) ? FloodJson.Read<T>(FloodJson.Write(flood)) : null;
}
