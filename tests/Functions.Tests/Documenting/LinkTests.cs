namespace Functions.Tests.Documenting;

public sealed class LinkTests
{
    [Fact]
    public void Every_link_between_pages_leads_somewhere()
    {
        var broken = from page in MarkdownPage.All()
                     from link in page.Links
                     where !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith("mailto:", StringComparison.Ordinal)
                     where !Leads(page, link)
                     select $"{page.Name}: {link}";

        broken.ShouldBeEmpty();
    }

    [Fact]
    public void Every_page_can_be_reached_from_the_readme()
    {
        var pages = MarkdownPage.All();
        var reached = new HashSet<string>();
        var left = new Queue<MarkdownPage>([pages[0]]);
        while (left.TryDequeue(out var page))
        {
            if (reached.Add(page.FullPath))
            {
                var targets = page.Links.Select(link => Target(page, link)).ToHashSet();
                pages.Where(other => targets.Contains(other.FullPath)).ToList().ForEach(left.Enqueue);
            }
        }

        pages.Where(page => !reached.Contains(page.FullPath)).Select(page => page.Name).ShouldBeEmpty();
    }

    private static bool Leads(MarkdownPage page, string link)
    {
        var target = Target(page, link);
        var anchor = link.Contains('#', StringComparison.Ordinal) ? link[(link.IndexOf('#', StringComparison.Ordinal) + 1)..] : null;
        return anchor is null || !target.EndsWith(".md", StringComparison.Ordinal)
            ? File.Exists(target) || Directory.Exists(target)
            : File.Exists(target) && MarkdownPage.Read(target).Anchors.Contains(anchor);
    }

    private static string Target(MarkdownPage page, string link)
    {
        var path = link.Split('#')[0];
        return path.Length == 0 ? page.FullPath : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page.FullPath)!, path));
    }
}
