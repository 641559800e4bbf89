namespace Functions.Tests.Deploying;

/// <summary>An error or a warning. The linter's have a rule's name as their code.</summary>
internal sealed record BicepDiagnostic(string Source, BicepDiagnostic.Span Range, string Level, string Code, string Message)
{
    public override string ToString() => $"{Path.GetFileName(Source)}({Range.Start.Line + 1}): {Level} {Code}: {Message}";

    internal sealed record Span(Position Start);

    internal sealed record Position(int Line);
}
