using System.Text.Json;
using Webhooks.Events;

namespace Webhooks.Senders.Reading.Contracts;

// What a sender documents of a field beyond its type.
[AttributeUsage(AttributeTargets.Property)]
internal abstract class ContractAttribute : Attribute
{
    /// <summary>Whether a value that breaks it says nothing, and is read as if it were missing.</summary>
    public virtual bool DropsValue => false;

    /// <summary>What is wrong with a value of any type; null when nothing is, or only its type.</summary>
    public abstract BreachKind? Check(JsonElement value, DateTimeOffset receivedAt);
}
