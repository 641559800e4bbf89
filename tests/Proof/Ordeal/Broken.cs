namespace Proof.Ordeal;

/// <summary>Receivers that are broken on purpose, by an environment variable, so that one can see <c>kill</c> and <c>faults</c> fail.</summary>
internal static class Broken
{
    /// <summary>Each copy goes by the clock of its own machine.</summary>
    public const string Clock = "clock";

    /// <summary>A handler that fails takes another one with it.</summary>
    public const string Neighbour = "neighbour";

    private const string Variable = "PROOF_BROKEN";

    public static bool Is(string way) => Environment.GetEnvironmentVariable(Variable) == way;
}
