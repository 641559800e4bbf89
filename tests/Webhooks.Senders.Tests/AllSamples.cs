namespace Webhooks.Senders.Tests;

internal static class AllSamples
{
    /// <summary>Every sample of the senders whose events are read.</summary>
    public static TheoryData<string, string> OfAllSenders()
    {
        var all = new TheoryData<string, string>();
        foreach (var scheme in SenderCatalog.All.Select(sender => sender.Scheme))
        {
            foreach (var type in Sample.TypesOf(scheme))
            {
                all.Add(scheme, type);
            }
        }

        return all;
    }
}
