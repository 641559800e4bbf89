using System.Text;
using Webhooks.Redacting;

namespace Webhooks.Tests.Redacting;

public sealed class RedactorTests
{
    [Theory]
    [InlineData("""{"data":{"streamKey":"sk-7f3a"}}""")]
    [InlineData("""{"data":{"stream_key":"sk-7f3a"}}""")]
    [InlineData("""{"data":{"SRTSECRET":"sk-7f3a"}}""")]
    [InlineData("""{"data":[{"srtSecert":"sk-7f3a"}]}""")]
    [InlineData("""{"a":{"b":{"password":{"value":"sk-7f3a"}}}}""")]
    [InlineData("""{"srt_secret":"sk-7f3a"}""")]
    [InlineData("""{"secret":["sk-7f3a"]}""")]
    [InlineData("""{"Token":"sk-7f3a"}""")]
    [InlineData("""{"authorization":"sk-7f3a"}""")]
    [InlineData("""{"api_key":"sk-7f3a"}""")]
    [InlineData("""{"APIKEY":"sk-7f3a"}""")]
    public void Keys_and_secrets_that_senders_put_into_bodies_are_taken_out_wherever_they_stand(string body)
    {
        var shown = Redactor().Body("lab", Encoding.UTF8.GetBytes(body));

        shown.ShouldNotContain("sk-7f3a");
        shown.ShouldContain(Webhooks.Redacting.Redactor.Mark);
    }

    [Fact]
    public void What_a_source_lists_is_taken_out_in_each_element_of_a_list()
    {
        var body = """{"data":{"users":[{"phone":"555-0100","name":"Ann"},{"phone":"555-0101"}]},"phone":"555-0102"}"""u8.ToArray();

        var shown = Redactor("data.users.phone").Body("lab", body);

        shown.ShouldNotContain("555-0100");
        shown.ShouldNotContain("555-0101");
        shown.ShouldContain("555-0102");
        shown.ShouldContain("Ann");
    }

    [Fact]
    public void Email_addresses_go_when_settings_say_so_and_stay_otherwise()
    {
        var body = """{"actor":{"email":"jane.doe+x@example.com"}}"""u8.ToArray();

        new Redactor(new SourceCatalog([]), new RedactionOptions(Emails: true)).Body("lab", body).ShouldNotContain("jane.doe");
        Redactor().Body("lab", body).ShouldContain("jane.doe+x@example.com");
    }

    [Fact]
    public void An_error_that_quotes_the_body_loses_what_the_body_may_not_show()
    {
        var body = """{"data":{"streamKey":"sk-7f3a","title":"Lobby"}}"""u8.ToArray();

        Redactor().Of("lab", body)("cannot push to rtmp://x/sk-7f3a for Lobby").ShouldBe("cannot push to rtmp://x/[redacted] for Lobby");
    }

    [Theory]
    [InlineData("""{"data":{"password":48151623}}""", "no camera opens with 48151623", "no camera opens with [redacted]")]
    [InlineData("""{"secret":["sk-7f3a",{"next":"sk-9c1d"}]}""", "tried sk-7f3a, then sk-9c1d", "tried [redacted], then [redacted]")]
    public void An_error_loses_secrets_that_are_numbers_or_stand_in_lists(string body, string error, string shown) =>
        Redactor().Of("lab", Encoding.UTF8.GetBytes(body))(error).ShouldBe(shown);

    [Fact]
    public void A_secret_that_stands_in_another_is_not_what_the_other_is_cut_by()
    {
        var body = """{"token":"sk-7f","streamKey":"sk-7f3a","password":"sk-7f3a-9b1c"}"""u8.ToArray();

        Redactor().Of("lab", body)("sk-7f3a-9b1c, sk-7f3a, sk-7f").ShouldBe("[redacted], [redacted], [redacted]");
    }

    [Theory]
    [InlineData(60, "[redacted]")]
    [InlineData(300, "(nested too deep to be shown)")]
    [InlineData(100_000, "(nested too deep to be shown)")]
    public void Depth_hides_no_more_than_what_is_deep(int depth, string shown)
    {
        var body = Encoding.UTF8.GetBytes($$$"""{"a":1,"deep":{{{new string('[', depth)}}}{"token":"sk-7f3a"}{{{new string(']', depth)}}},"z":[{"b":{"password":"sk-9b1c","c":2}},3]}""");

        var text = Redactor().Body("lab", body, indented: true);

        text.ShouldContain(shown);
        text.ShouldNotContain("sk-");
        text.ShouldContain("\"c\": 2");
        text.Length.ShouldBeLessThan(20_000);
        Redactor().Of("lab", body)("neither sk-7f3a nor sk-9b1c").ShouldBe("neither [redacted] nor [redacted]");
    }

    [Fact]
    public void Paths_that_a_source_lists_hold_after_whatever_precedes_them()
    {
        var body = """{"a":[{"x":[1,{"y":2}]},"s"],"data":{"phone":true,"users":[[{"phone":"555-0100"}],{"phone":{"home":"555-0101"}},"555-0102"]},"data":{"phone":null}}"""u8.ToArray();

        Redactor("data.phone", "data.users.phone", "a.x.y").Body("lab", body).ShouldBe(
            """{"a":[{"x":[1,{"y":"[redacted]"}]},"s"],"data":{"phone":"[redacted]","users":[[{"phone":"[redacted]"}],{"phone":"[redacted]"},"555-0102"]},"data":{"phone":null}}""");
    }

    [Fact]
    public void A_byte_order_mark_before_a_body_is_no_part_of_it()
    {
        byte[] body = [.. Encoding.UTF8.Preamble, .. """{"token":"sk-7f3a"}"""u8];

        Redactor().Body("lab", body).ShouldBe("""{"token":"[redacted]"}""");
    }

    // Senders with a bug of their own do that, and their events are to be shown and retried like any other.
    [Fact]
    public void A_key_that_stands_twice_is_taken_out_twice()
    {
        var body = """{"data":{"streamKey":"sk-7f3a","streamKey":"sk-9b1c","title":"Lobby","title":"Hall"}}"""u8.ToArray();

        Redactor().Body("lab", body).ShouldBe("""{"data":{"streamKey":"[redacted]","streamKey":"[redacted]","title":"Lobby","title":"Hall"}}""");
        Redactor().Of("lab", body)("sk-7f3a or sk-9b1c").ShouldBe("[redacted] or [redacted]");
    }

    [Theory]
    [InlineData("""{"a":"\ud800","streamKey":"sk-7f3a"}""")]
    [InlineData("""{"\udc00":{"streamKey":"sk-7f3a"}}""")]
    [InlineData("""{"streamKey":"sk-7f3a","streamKey":"\ud800"}""")]
    public void Half_a_character_hides_no_secret(string body)
    {
        Redactor().Body("lab", Encoding.UTF8.GetBytes(body)).ShouldNotContain("sk-7f3a");
        Redactor().Of("lab", Encoding.UTF8.GetBytes(body))("not sk-7f3a").ShouldBe("not [redacted]");
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("\"text\"")]
    public void A_body_that_is_no_json_is_not_shown_at_all(string body) =>
        Redactor().Body("lab", Encoding.UTF8.GetBytes(body)).ShouldBe($"({body.Length} bytes that are not JSON)");

    private static Redactor Redactor(params string[] paths) => new(new SourceCatalog([Lab(paths)]), new RedactionOptions());

    internal static Source Lab(string[] paths) => new()
    {
        Name = "lab",
        Scheme = From.FastPix().Scheme,
        Secrets = [],
        ReplayWindow = TimeSpan.FromMinutes(5),
        Redact = paths,
    };
}
