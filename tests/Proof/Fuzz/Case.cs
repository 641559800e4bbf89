using Webhooks.Signatures.Deliveries;

namespace Proof.Fuzz;

/// <summary>One delivery to try, and what is known of how it came about.</summary>
internal sealed record Case(Specimen Of, string Kind, Message Sent)
{
    /// <summary>Nothing was touched that matters: it has to be verified.</summary>
    public bool IsHonest { get; init; }

    /// <summary>By the way it was made nobody with the key has signed it: it must not be verified, whatever any oracle says.</summary>
    public bool IsForged { get; init; }

    public Delivery Deliver()
    {
        var headers = new DeliveryHeaders();
        foreach (var (name, value) in Sent.Headers)
        {
            headers.Add(name, value);
        }

        return new Delivery(Of.Source.Name, headers, Sent.Body, Of.Now) { Query = Sent.Query };
    }
}
