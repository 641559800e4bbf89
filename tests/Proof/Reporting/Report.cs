using System.Text;

namespace Proof.Reporting;

/// <summary>The results of a run: Markdown, shown at once and kept for the page.</summary>
internal sealed class Report(TextWriter screen)
{
    private readonly StringBuilder markdown = new();

    public string Markdown => markdown.ToString().Trim();

    /// <summary>A paragraph that belongs to the results.</summary>
    public void Say(string text)
    {
        screen.WriteLine(text + "\n");
        markdown.Append(text).Append("\n\n");
    }

    /// <summary>What only who runs it wants to see: it is shown, and does not go onto the page.</summary>
    public void Detail(string title, MarkdownTable table) => screen.WriteLine($"{title}\n\n{table}\n");

    /// <summary>What is only for who waits.</summary>
    public void Progress(string text) => screen.WriteLine($"  … {text}");

    public void Show(MarkdownTable table) => Say(table.ToString());
}
