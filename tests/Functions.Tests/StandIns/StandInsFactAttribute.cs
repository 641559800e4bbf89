using Azure.Data.Tables;
using Xunit;

namespace Functions.Tests.StandIns;

/// <summary>Runs only while the storage clients are stood in for; against the official packages there is nothing to check.</summary>
public sealed class StandInsFactAttribute : FactAttribute
{
    public StandInsFactAttribute()
    {
        if (typeof(TableClient).Assembly.GetName().Name != "StandIns")
        {
            Skip = "Built on the official packages.";
        }
    }
}
