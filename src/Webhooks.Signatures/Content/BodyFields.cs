using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Content;

// What a scheme reads of a delivery beside its headers. The body is read when something in it is asked for, and once.
internal sealed class BodyFields(Delivery delivery, IReadOnlyList<string> paths)
{
    private bool hasReadJson;
    private bool hasReadForm;

    public Delivery Delivery => delivery;

    /// <summary>What is hashed for an id; the body unless something else of it is signed.</summary>
    public ReadOnlyMemory<byte> Hashed { get; init; } = delivery.Body;

    /// <summary>Why there is no <see cref="Json" />.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>Null when the body is not JSON, or when nothing of it is asked for.</summary>
    public SignedJson? Json
    {
        get
        {
            if (!hasReadJson && paths.Count > 0)
            {
                hasReadJson = true;
                field = SignedJson.Read(delivery.Body, paths, out var problem);
                Problem = problem;
            }

            return field;
        }
    }

    /// <summary>Null when the body is JSON, or no form that can be read.</summary>
    public FormFields? Form
    {
        get
        {
            if (!hasReadForm)
            {
                hasReadForm = true;
                field = Json is null ? FormFields.Read(delivery.Body.Span) : null;
            }

            return field;
        }
    }
}
