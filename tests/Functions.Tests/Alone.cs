namespace Functions.Tests;

/// <summary>Tests that listen to the whole process (its spans, its meters, its storage requests) run when no others do.</summary>
[CollectionDefinition(Collection, DisableParallelization = true)]
public sealed class Alone
{
    public const string Collection = "Alone";
}
