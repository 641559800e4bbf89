using System.Text;
using Webhooks.Signatures.Content;

namespace Webhooks.Signatures.Tests.Schemes;

public class SignedJsonTests
{
    [Theory]
    [InlineData("""{"id":"a"}""", "a")]
    [InlineData("""{ "x" : [1, {"id":"inner"}], "id" : "a" }""", "a")]
    [InlineData("""{"\u0069d":"a"}""", "a")]
    [InlineData("""{"\u0069\u0064":"\u0061\u00e4\ud83d\ude00"}""", "aä😀")]
    [InlineData("""{"id":12}""", "12")]
    [InlineData("""{"id":-1.50e+7}""", "-1.50e+7")]
    [InlineData("""{"id":820982911946154508820982911946154508}""", "820982911946154508820982911946154508")]
    [InlineData("""{"id":" "}""", " ")]
    public void Reads_texts_and_the_digits_of_numbers(string body, string id) => Read(body, "id").Text("id").ShouldBe(id);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"id":""}""")]
    [InlineData("""{"id":null}""")]
    [InlineData("""{"id":true}""")]
    [InlineData("""{"id":{"id":"inner"}}""")]
    [InlineData("""{"id":["a"]}""")]
    [InlineData("""{"ID":"a","Id":"b","data":{"id":"c"},"id ":"d"}""")]
    public void Anything_else_is_no_text(string body) => Read(body, "id").Text("id").ShouldBeNull();

    [Theory]
    [InlineData("""{"id":"a"}""", true)]
    [InlineData("""{"id":""}""", true)]
    [InlineData("""{"id":false}""", true)]
    [InlineData("""{"id":{}}""", true)]
    [InlineData("""{"id":null}""", false)]
    [InlineData("""{"data":{"id":1}}""", false)]
    public void A_key_is_there_with_any_value_but_null(string body, bool there) => Read(body, "id").Has("id").ShouldBe(there);

    [Fact]
    public void Texts_of_1024_characters_are_read_and_longer_ones_are_not()
    {
        Read($$"""{"id":"{{new string('ä', 1024)}}"}""", "id").Text("id").ShouldBe(new string('ä', 1024));
        Read($$"""{"id":"{{string.Concat(Enumerable.Repeat("\\u00e4", 1024))}}"}""", "id").Text("id").ShouldBe(new string('ä', 1024));
        Read($$"""{"id":"{{new string('a', 1025)}}"}""", "id").Text("id").ShouldBeNull();
        Read($$"""{"id":{{new string('1', 1025)}}}""", "id").Text("id").ShouldBeNull();
        Read($$"""{"id":"{{new string('a', 1025)}}"}""", "id").Has("id").ShouldBeTrue();
    }

    [Fact]
    public void A_text_far_too_long_is_not_copied()
    {
        var body = Encoding.UTF8.GetBytes($$"""{"id":"{{new string('a', 700_000)}}","n":{{new string('1', 50_000)}}}""");

        var least = Enumerable.Range(0, 9).Min(_ =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            SignedJson.Read(body, ["id", "n"], out var _).ShouldNotBeNull().Text("id").ShouldBeNull();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });

        least.ShouldBeLessThan(20_000);
    }

    [Theory]
    [InlineData("""{"data":{"id":"a"}}""", "a")]
    [InlineData("""{"data":{"x":{"id":"b"},"id":"a"},"id":"c"}""", "a")]
    [InlineData("""{"d\u0061ta":{"i\u0064":"a"}}""", "a")]
    [InlineData("""{"data":{"\u0069d":"a","ids":"b"}}""", "a")]
    [InlineData("""{"data.id":"c"}""", null)]
    [InlineData("""{"data":[{"id":"c"}]}""", null)]
    [InlineData("""{"data":"id"}""", null)]
    [InlineData("""{"data":{"data":{"id":"c"}}}""", null)]
    public void Dots_lead_into_objects(string body, string? id) => Read(body, "data.id").Text("data.id").ShouldBe(id);

    [Fact]
    public void Paths_may_share_their_beginnings_and_one_may_be_the_beginning_of_another()
    {
        var json = Read("""{"a":{"b":{"c":"1","d":"2"},"e":"3"},"f":"4"}""", "a", "a.b.c", "a.b.d", "a.b", "a.e", "f");

        new[] { "a.b.c", "a.b.d", "a.e", "f" }.Select(json.Text).ShouldBe(["1", "2", "3", "4"]);
        json.IsObject("a").ShouldBeTrue();
        json.IsObject("a.b").ShouldBeTrue();
    }

    [Fact]
    public void The_first_of_several_paths_that_has_a_text_is_taken() =>
        Read("""{"a":"","b":{},"c":"3","d":"4"}""", "a", "b", "c", "d").FirstText("a", "b", "c", "d").ShouldBe("3");

    [Theory]
    [InlineData("""{"id":"a","id":"b"}""")]
    [InlineData("""{"id":"a","id":"a"}""")]
    [InlineData("""{"id":"a","\u0069d":"b"}""")]
    [InlineData("""{"id":"a","id":null}""")]
    [InlineData("""{"id":null,"id":"a"}""")]
    [InlineData("""{"id":{},"id":"a"}""")]
    public void A_doubled_key_has_no_value_since_another_reader_may_take_the_other_one(string body) =>
        Unreliable(body, "id").ShouldBe("The key id occurs in the body more than once.");

    [Theory]
    [InlineData("""{"data":{"id":"a"},"data":{"id":"b"}}""")]
    [InlineData("""{"data":{"id":"a"},"data":{}}""")]
    [InlineData("""{"data":null,"data":{"id":"b"}}""")]
    [InlineData("""{"data":{"id":"a","id":"b"}}""")]
    [InlineData("""{"data":{"id":null,"id":"b"}}""")]
    public void So_it_is_with_a_doubled_key_on_the_way(string body) => Unreliable(body, "data.id").ShouldContain("data");

    [Fact]
    public void Keys_nobody_asked_for_may_double() => Read("""{"x":1,"x":2,"id":"a","y":{"id":1,"id":2}}""", "id").Text("id").ShouldBe("a");

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"id\"")]
    [InlineData("12")]
    [InlineData("{")]
    [InlineData("{\"id\"")]
    [InlineData("{\"id\":\"a\"")]
    [InlineData("{\"id\":\"a\",}")]
    [InlineData("{\"id\":\"a\"} x")]
    [InlineData("{\"id\":\"a\"}{}")]
    [InlineData("{\"id\":\"a\"}\0")]
    [InlineData("{'id':'a'}")]
    [InlineData("{id:\"a\"}")]
    [InlineData("{\"id\":01}")]
    [InlineData("{\"id\":NaN}")]
    [InlineData("{\"id\":\"a\nb\"}")]
    [InlineData("{\"id\":\"\\x\"}")]
    [InlineData("{\"id\":\"a\" /* b */}")]
    [InlineData("{\"\\ud800\":1,\"id\":\"a\"")]
    public void What_is_not_one_whole_JSON_object_is_refused(string body) => Problem(body, "id").ShouldNotBeEmpty();

    [Theory]
    [InlineData("FF")]
    [InlineData("C080")]
    [InlineData("EDA080")]
    [InlineData("F5808080")]
    public void An_id_that_is_not_UTF8_tells_nothing_apart(string hex) =>
        Unreliable([.. "{\"id\":\"a"u8, .. Convert.FromHexString(hex), .. "\"}"u8], "id").ShouldContain("The key id is not text");

    [Theory]
    [InlineData("""{"id":"\ud83d","x":"\ud83d\ude00"}""", "\uFFFD", "😀")]
    [InlineData("""{"id":"\ude00\uD83Da","x":"\\ud83d"}""", "\uFFFD\uFFFDa", "\\ud83d")]
    [InlineData("""{"id":"a\\\ud83d","x":"\\\\ud83d"}""", "a\\\uFFFD", "\\\\ud83d")]
    [InlineData("""{"id":"\ud83d\u0041","x":"\uD83D\uDE00\ud83d"}""", "\uFFFDA", "😀\uFFFD")]
    [InlineData("""{"\ud83d":1,"id":"a","x":"\ud83"}""", null, null)]
    public void Half_a_character_is_read_as_the_replacement_character(string body, string? id, string? x)
    {
        var read = SignedJson.Read(Encoding.UTF8.GetBytes(body), ["id", "x"], out _);

        read?.Text("id").ShouldBe(id);
        read?.Text("x").ShouldBe(x);
        (read is null).ShouldBe(id is null);
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over_once()
    {
        byte[] marked = [0xEF, 0xBB, 0xBF, .. "{\"id\":\"a\"}"u8];

        SignedJson.Read(marked, ["id"], out _).ShouldNotBeNull().Text("id").ShouldBe("a");
        Problem([0xEF, 0xBB, 0xBF, .. marked], "id").ShouldNotBeEmpty();
        Problem([0xFE, 0xFF, 0, (byte)'{', 0, (byte)'}'], "id").ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(300)]
    [InlineData(300_000)]
    public void Nesting_of_what_nobody_asked_for_is_of_any_depth(int depth) =>
        Read($$"""{"x":{{new string('[', depth)}}{{new string(']', depth)}},"id":"a"}""", "id").Text("id").ShouldBe("a");

    private static SignedJson Read(string body, params string[] paths) =>
        SignedJson.Read(Encoding.UTF8.GetBytes(body), paths, out var problem).ShouldNotBeNull(problem);

    private static string Unreliable(string body, string path) => Unreliable(Encoding.UTF8.GetBytes(body), path);

    private static string Unreliable(byte[] body, string path)
    {
        var read = SignedJson.Read(body, [path], out _).ShouldNotBeNull();
        read.Problem.ShouldBeNull();
        read.Id(path);
        return read.Problem.ShouldNotBeNull();
    }

    private static string Problem(string body, string path) => Problem(Encoding.UTF8.GetBytes(body), path);

    private static string Problem(byte[] body, string path)
    {
        SignedJson.Read(body, [path], out var problem).ShouldBeNull();
        return problem;
    }
}
