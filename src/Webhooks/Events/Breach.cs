using System.Text.Json.Serialization;

namespace Webhooks.Events;

/// <summary>Where an event breaks what its sender documents. Such an event is processed with what there is.</summary>
/// <param name="Field">A dotted path, such as <c>data.job_id</c>.</param>
public sealed record Breach(string Field, BreachKind Kind)
{
    public override string ToString() => $"{Field} {Kind switch { BreachKind.Missing => "missing", BreachKind.Mistyped => "mistyped", _ => "out of range" }}";

    /// <summary>Several of them in a line.</summary>
    public static string Join(IEnumerable<Breach> breaches) => string.Join(", ", breaches);
}

[JsonConverter(typeof(JsonStringEnumConverter<BreachKind>))]
public enum BreachKind
{
    /// <summary>Absent or null, and required.</summary>
    Missing,

    /// <summary>Of another type.</summary>
    Mistyped,

    /// <summary>Of the right type, and not a value that the sender allows.</summary>
    OutOfRange,
}
