using System.Globalization;
using Webhooks.Signatures.Presets;
using Webhooks.Signatures.Schemes;

namespace Functions.Tests.Documenting;

public sealed class SenderPageTests
{
    private const string Responses = "Responses";

    // What a delivery of any sender can get.
    private static readonly string[] Everywhere =
    [
        "accepted", "redriven", "duplicate", "signature_missing", "signature_malformed", "signature_invalid",
        "body_too_large", "body_too_slow", "body_unreadable", "unknown_source", "unavailable",
    ];

    // Presets are in a table that is made of their files.
    public static TheoryData<string> Pages => [.. SchemeCatalog.Names.Where(name => SchemeCatalog.FindPreset(name) is null)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_scheme_has_documented_setup(string scheme)
    {
        var text = File.ReadAllText(PathOf(scheme));

        text.ShouldContain("/api/webhooks/");
        text.ShouldContain($"__Scheme={scheme}");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_header_that_a_scheme_reads_is_on_its_page(string scheme)
    {
        var text = File.ReadAllText(PathOf(scheme));

        (Find(scheme)?.Headers ?? []).Where(header => !text.Contains($"`{header}", StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Responses_on_a_page_are_those_of_the_app(string page)
    {
        var answers = (await Answered.AllAsync()).Select(answered => (answered.Word, answered.Status)).ToHashSet();

        var rows = RowsOf(page);

        rows.ShouldNotBeEmpty();
        rows.Where(row => !answers.Contains(row)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_lists_every_response_that_its_sender_can_get(string page)
    {
        var words = RowsOf(page).Select(row => row.Word).ToHashSet();

        Everywhere.Where(word => !words.Contains(word)).ShouldBeEmpty();
        words.Contains("probe").ShouldBe(Find(page)?.AnswersBeforeSecret ?? false);
        words.Contains("header_repeated").ShouldBe(page is not ("fastpix" or "novavms"), "they sign no header");
        words.Contains("replayed").ShouldBe(page is "valara" or SchemeCatalog.Hmac, "only a signed nonce is ever replayed");
    }

    private static List<(string Word, int Status)> RowsOf(string page)
    {
        var section = MarkdownPage.Read(PathOf(page)).Sections.Single(section => section.Heading == Responses);
        return
        [
            .. from row in section.Rows
               from word in row[0].Split(", ")
               select (word.Trim('`'), int.Parse(row[1], CultureInfo.InvariantCulture)),
        ];
    }

    private static SignatureScheme? Find(string name) => SchemeCatalog.Find(name);

    private static string PathOf(string page) => RepositoryRoot.Combine("docs", "senders", page + ".md");
}
