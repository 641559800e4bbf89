using Proof.Reporting;

namespace Proof.Ordeal;

/// <summary>What senders were told, counted.</summary>
internal static class Answers
{
    public static MarkdownTable Count(IEnumerable<SentEvent> sent)
    {
        var table = new MarkdownTable("Answer", "Times");
        foreach (var answer in sent.SelectMany(one => one.Answers).CountBy(answer => answer).OrderBy(answer => answer.Key, StringComparer.Ordinal))
        {
            table.Add(answer.Key, answer.Value);
        }

        return table;
    }
}
