using Azure.Data.Tables;
using Shouldly;

namespace Functions.Tests.StandIns;

public sealed class SurfaceTests
{
    [StandInsFact]
    public void The_stand_ins_show_what_is_written_down_and_nothing_else()
    {
        var written = File.ReadAllLines(RepositoryRoot.Combine("src", "StandIns", "Surface.txt"));

        var shown = Surface.Of(typeof(TableClient).Assembly).ToArray();

        shown.Except(written).ShouldBeEmpty("not written down: imitate only what the product calls");
        written.Except(shown).ShouldBeEmpty("written down, but not there");
        written.ShouldBe(shown, "sorted, each once");
    }
}
