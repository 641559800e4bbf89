using System.Net;
using Functions.Driver;
using Microsoft.AspNetCore.Http;

namespace Proof.Faults;

/// <summary>One kind of trouble, for one of the two services or for both, on a share of their requests.</summary>
/// <param name="Name">As the report names it.</param>
/// <param name="Fault">What happens.</param>
/// <param name="Service">To which service.</param>
/// <param name="Share">To how many of a hundred requests.</param>
internal sealed record Weather(string Name, Fault Fault, Service Service, int Share)
{
    /// <summary>Every kind of trouble.</summary>
    public static IReadOnlyList<(string Name, Fault Fault)> Kinds { get; } =
    [
        ("request 0.3 s late", Fault.SlowRequest(TimeSpan.FromSeconds(0.3))),
        ("answer 0.3 s late", Fault.SlowAnswer(TimeSpan.FromSeconds(0.3))),
        ("request later than the deadline", Fault.SlowRequest(TimeSpan.FromSeconds(2))),
        ("answer later than the deadline", Fault.SlowAnswer(TimeSpan.FromSeconds(2))),
        ("500", Fault.Answer(HttpStatusCode.InternalServerError)),
        ("503", Fault.Answer(HttpStatusCode.ServiceUnavailable)),
        ("429", Fault.Answer(HttpStatusCode.TooManyRequests)),
        ("reset before storage acted", Fault.LoseRequest),
        ("reset after storage acted", Fault.LoseAnswer),
        ("half an answer", Fault.HalfAnswer),
    ];

    public static Weather Draw(Random random)
    {
        var (name, fault) = Kinds[random.Next(Kinds.Count)];
        return new(name, fault, (Service)random.Next(3), random.Next(4) == 0 ? 100 : random.Next(5, 60));
    }

    public bool Meets(HttpRequest request) =>
        Service == Service.Both || Service == (request.Path.Value!.Contains("/webhook-", StringComparison.Ordinal) ? Service.Queues : Service.Tables);
}

internal enum Service
{
    Tables,
    Queues,
    Both,
}
