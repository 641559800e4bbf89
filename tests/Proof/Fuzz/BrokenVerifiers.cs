using Proof.Reporting;

namespace Proof.Fuzz;

/// <summary>Shows that the oracle can fail: each known mistake, put in on purpose, is caught by the same cases.</summary>
internal static class BrokenVerifiers
{
    private const int MostCases = 500_000;

    public static bool Catch(IReadOnlyList<Specimen> corpus, ProofRun run)
    {
        var (table, areCaught) = (new MarkdownTable("A verifier that", "is caught by case", "which says"), true);
        foreach (var broken in BrokenVerifier.All)
        {
            var (number, said) = Catch(broken, corpus, run.Seed);
            areCaught &= number is not null;
            table.Add(broken.Mistake, number is { } caught ? caught : "**never**", said);
        }

        run.Report.Show(table);
        return areCaught;
    }

    private static (long? Number, string Said) Catch(BrokenVerifier broken, IReadOnlyList<Specimen> corpus, int seed)
    {
        var (maker, dice) = (new CaseMaker([.. corpus.Where(specimen => broken.Concerns(specimen.Manner))]), new Dice());
        for (var number = 0L; number < MostCases; number++)
        {
            dice.Take(seed, number);
            var tried = maker.Make(dice);
            try
            {
                if (Oracle.Fault(tried, broken.Verify(tried)) is { } fault)
                {
                    return (number, $"{tried.Of.Source.Name}: {fault}");
                }
            }
            catch (FormatException thrown)
            {
                return (number, $"{tried.Of.Source.Name}: threw {thrown.GetType().Name}");
            }
        }

        return (null, "");
    }
}
