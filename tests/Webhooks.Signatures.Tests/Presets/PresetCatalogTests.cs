using Webhooks.Signatures.Presets;

namespace Webhooks.Signatures.Tests.Presets;

/// <summary>A team's own presets, from a folder.</summary>
public sealed class PresetCatalogTests : IDisposable
{
    private const string Good = """
        {
          // Comments are allowed.
          "title": "Our shop",
          "scheme": { "signatureHeader": "X-Shop-Signature", "prefix": "sha256=", "eventId": "json:id", "eventType": "json:type" },
          "deadline": "00:00:04",
          "facts": { "secret": "In the settings of the shop.", "address": "In the settings of the shop.", "sources": [] },
          "samples": { "default": "order", "bodies": { "order": { "id": "{{eventId}}" } } }
        }
        """;

    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public static TheoryData<string> BuiltIn => [.. SchemeCatalog.Names.Where(name => SchemeCatalog.FindPreset(name) is not null)];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public void Every_preset_of_ours_would_pass_as_a_teams_own(string name) =>
        PresetChecks.Problems(name, SchemeCatalog.FindPreset(name)!).ShouldBeEmpty();

    [Fact]
    public void A_file_is_a_preset_by_its_name()
    {
        Write("our-shop.json", Good);

        var presets = Read(out var problems);
        var scheme = SchemeCatalog.Find("our-shop", null, null, presets, out var problem).ShouldNotBeNull($"{problem}");

        problems.ShouldBeEmpty();
        presets.OwnNames.ShouldBe(["our-shop"]);
        scheme.Deadline.ShouldBe(TimeSpan.FromSeconds(4));
        scheme.Definitions[0].SignatureHeader.ShouldBe("X-Shop-Signature");
        SchemeCatalog.Find("github", null, null, presets, out _).ShouldNotBeNull();
        SchemeCatalog.Find("our-shop").ShouldBeNull("it belongs to this catalog alone");
        SchemeCatalog.Find("our-shops", null, null, presets, out var unknown).ShouldBeNull();
        unknown!.Problem.ShouldContain("our-shop");
    }

    [Theory]
    [InlineData("\"signatureHeader\"", "\"signatureHeadr\"", "line 4, scheme.signatureHeadr: there is no such key")]
    [InlineData("\"prefix\": \"sha256=\"", "\"algorithm\": \"HmacSha999\"", "line 4, scheme.algorithm: it is not one of HmacSha256, HmacSha1, ")]
    [InlineData("\"prefix\": \"sha256=\"", "\"prefix\": 7", "line 4, scheme.prefix: the value is of another kind")]
    [InlineData("\"00:00:04\"", "4", "line 5, deadline: the value is of another kind")]
    [InlineData("\"title\": \"Our shop\",", "", "'title'")]
    [InlineData("\"id\": \"{{eventId}}\" } } }\n}", "\"id\": 1", "line 7, samples.bodies.order: it is not valid JSON")]
    public void A_mistake_is_explained_by_place_and_without_words_of_the_implementation(string right, string wrong, string explained)
    {
        Good.ShouldContain(right);
        Write("our-shop.json", Good.Replace(right, wrong, StringComparison.Ordinal));

        Read(out var problems).OwnNames.ShouldBeEmpty();

        problems.ShouldHaveSingleItem().ShouldContain(explained);
        problems[0].ShouldNotContain("Webhooks.Signatures");
        problems[0].ShouldNotContain(".NET");
        problems[0].ShouldNotContain("$");
        problems[0].ShouldNotEndWith(".");
    }

    [Theory]
    [InlineData("Our_Shop", "the name of the file")]
    [InlineData("github", "already")]
    [InlineData("valara", "already")]
    [InlineData("hmac", "already")]
    public void A_name_that_cannot_be_is_refused_with_the_file(string name, string named)
    {
        Write(name + ".json", Good);

        Read(out var problems).OwnNames.ShouldBeEmpty();
        problems.ShouldHaveSingleItem().ShouldStartWith($"{name}.json: ");
        problems[0].ShouldContain(named);
    }

    [Theory]
    [InlineData("\"eventId\": \"json:id\"", "\"eventIds\": \"json:id\"", "scheme.eventIds", "no such key")]
    [InlineData("\"prefix\": \"sha256=\"", "\"algorithm\": \"HmacMd5\"", "scheme.algorithm", "HmacSha512")]
    [InlineData("\"title\": \"Our shop\",", "", "lacks", "title")]
    [InlineData("json:id", "header:X-Id", "scheme.eventId", "unsignedId")]
    [InlineData("\"prefix\": \"sha256=\"", "\"algorithm\": \"Token\"", "weakness", "secret")]
    [InlineData("\"prefix\": \"sha256=\"", "\"signatureAt\": \"query:a\"", "scheme.signatureAt", "SignatureHeader")]
    [InlineData("00:00:04", "00:04:00", "deadline", "00:00:25")]
    [InlineData("\"default\": \"order\"", "\"default\": \"orders\"", "samples.default", "orders")]
    [InlineData("\"title\": \"Our shop\"", "\"title\": null", "title", "null")]
    [InlineData("\"sources\": []", "\"sources\": null", "facts.sources", "null")]
    [InlineData("\"deadline\"", "\"handshakes\": [null], \"deadline\"", "handshakes", "null")]
    [InlineData("\"deadline\"", "\"handshakes\": [{ \"method\": \"GET\", \"when\": { \"query:a\": null } }], \"deadline\"", "handshakes", "null")]
    [InlineData("\"deadline\"", "\"handshakes\": [{ \"method\": \"GET\", \"headers\": { \"X-A\": null } }], \"deadline\"", "handshakes", "null")]
    [InlineData("\"deadline\"", "\"handshakes\": [{ \"method\": \"GET\", \"headers\": { \"X-A\": \"a\\u000d\\u000ab\" } }], \"deadline\"", "handshakes", "X-A")]
    [InlineData("\"deadline\"", "\"handshakes\": [{ \"method\": \"GET\", \"contentType\": \"text/plain; \\u000d\\u000ab\" }], \"deadline\"", "handshakes", "contentType")]
    [InlineData("\"deadline\"", "\"secretPaths\": [null], \"deadline\"", "secretPaths", "null")]
    [InlineData("\"deadline\"", "\"answer\": { \"status\": 410 }, \"deadline\"", "answer.status", "299")]
    [InlineData("\"deadline\"", "\"answer\": { \"isEmpty\": true, \"body\": \"ok\" }, \"deadline\"", "answer.body", "isEmpty")]
    [InlineData("\"deadline\"", "\"answer\": { \"status\": 204, \"body\": \"ok\" }, \"deadline\"", "answer.body", "204")]
    [InlineData("\"deadline\"", "\"answer\": { \"contentType\": \"text\\u000a\", \"body\": \"ok\" }, \"deadline\"", "answer.contentType", "media type")]
    [InlineData("\"title\": \"Our shop\",", "\"title\": \"Our shop\"", "line 4", "not valid JSON")]
    public void A_mistake_is_told_by_file_and_key(string right, string wrong, string key, string named)
    {
        Write("our-shop.json", Good.Replace(right, wrong, StringComparison.Ordinal));

        Read(out var problems).OwnNames.ShouldBeEmpty();
        problems.ShouldHaveSingleItem().ShouldStartWith("our-shop.json: ");
        problems[0].ShouldContain(key);
        problems[0].ShouldContain(named);
    }

    [Fact]
    public void An_answer_is_no_longer_than_senders_read()
    {
        Write("our-shop.json", Good.Replace("\"deadline\"", $"\"answer\": {{ \"body\": \"{new string('a', 1025)}\" }}, \"deadline\"", StringComparison.Ordinal));

        Read(out var problems).OwnNames.ShouldBeEmpty();
        problems.ShouldHaveSingleItem().ShouldStartWith("our-shop.json: answer.body: ");
    }

    // The preset says that no id is needed, and the source that it is.
    [Fact]
    public void Who_tells_events_apart_after_all_needs_a_signed_id()
    {
        Write("our-shop.json", Good.Replace("json:id", "header:X-Id", StringComparison.Ordinal).Replace("\"deadline\"", "\"noDeduplication\": \"No two are the same.\", \"deadline\"", StringComparison.Ordinal));
        var presets = Read(out var problems);
        problems.ShouldBeEmpty();

        SchemeCatalog.Find("our-shop", null, new SchemeOptions { NeedsNoId = false }, presets, out var problem).ShouldBeNull();

        problem!.Setting.ShouldBe("EventId");
        SchemeCatalog.Find("our-shop", null, null, presets, out _).ShouldNotBeNull();
    }

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(folder, file), text);

    private PresetCatalog Read(out List<string> problems)
    {
        var found = new List<string>();
        var presets = PresetCatalog.Read(folder, found.Add);
        problems = found;
        return presets;
    }
}
