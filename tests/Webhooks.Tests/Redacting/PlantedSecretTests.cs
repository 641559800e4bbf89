using System.Text;
using System.Text.Json;
using Webhooks.Redacting;

namespace Webhooks.Tests.Redacting;

// One secret, planted in every form in which a body, a header or an error may have it.
public sealed class PlantedSecretTests
{
    private const string Secret = "pl4nted-9c1d7e";

    private static readonly string[] Names =
    [
        "token", "access_token", "refreshToken", "client_secret", "clientSecret", "PASSWORD", "user_password", "passwd", "x-api-key", "apiKey", "privateKey", "signing_key", "srtSecert", "Signature",
        "X-Amz-Signature", "X-Goog-Signature", "X-Amz-Security-Token", "X-Amz-Credential", "sig", "passphrase", "session.token", "auth-token", "Set-Cookie", "Authorization",
    ];

    private static readonly Dictionary<string, Func<string, string>> Bodies = new()
    {
        ["JSON"] = name => $$"""{"keep":1,"{{name}}":"{{Secret}}"}""",
        ["a name in escapes"] = name => $$"""{"keep":1,"\u{{(int)name[0]:x4}}{{name[1..]}}":"{{Secret}}"}""",
        ["name and value"] = name => $$"""{"keep":1,"headers":[{"name":"{{name}}","value":"{{Secret}}"}]}""",
        ["JSON in a string"] = name => Json(new { keep = 1, detail = $$"""{"{{name}}":"{{Secret}}"}""" }),
        ["JSON in a string three times"] = name => Json(new { keep = 1, detail = Json(new { detail = Json(new { list = new[] { $$"""{ "{{name}}" : {"a":"{{Secret}}"} }""" } }) }) }),
        ["JSON in a string ten times"] = name => Enumerable.Range(0, 10).Aggregate($$"""{"{{name}}":"{{Secret}}"}""", (inner, _) => Json(new { keep = 1, detail = inner })),
        ["JSON in prose in a string"] = name => Json(new { keep = 1, detail = $$"""upstream said {"{{name}}":"{{Secret}}","a":1}.""" }),
        ["JSON in prose in JSON in a string"] = name => Json(new { keep = 1, detail = Json(new { error = $$"""[hub] upstream said {"{{name}}": "{{Secret}}"}""" }) }),
        ["JSON cut off in a string"] = name => Json(new { keep = 1, detail = $$"""{"a":1,"{{name}}":"{{Secret}}""" }),
        ["JSON cut off"] = name => $$"""{"keep":1,"{{name}}":"{{Secret}}""",
        ["JSON cut off in an object"] = name => $$"""{"keep":1,"{{name}}":{"a":["{{Secret}}",""",
        ["JSON with an error before it"] = name => $$"""{"keep":1,,"{{name}}":"{{Secret}}"}""",
        ["lines of JSON"] = name => $$"""{"keep":1}{{"\n"}}{"{{name}}":"{{Secret}}"}{{"\r\n"}}{"a":2}""",
        ["lines of JSON, one broken"] = name => $$"""{"keep":1}{{"\n"}}{"{{name}}":"{{Secret}}{{"\n"}}{"{{name}}":"{{Secret}}"}""",
        ["an address"] = name => Json(new { keep = 1, url = $"https://files.example/keep/a?X-Expires=1&{name}={Secret}&b=2" }),
        ["an address with slashes escaped"] = name => $$"""{"keep":1,"url":"https:\/\/files.example\/a?{{name}}={{Secret}}\u0026b=2"}""",
        ["an address in an address"] = name => Json(new { keep = 1, url = "https://a.example/?next=" + Uri.EscapeDataString($"https://files.example/a?{name}={Secret}&b=2") }),
        ["a header line in a string"] = name => Json(new { keep = 1, detail = $"curl -H '{name}: Bearer {Secret}' https://a.example" }),
        ["a form"] = name => $"keep=1&{name}={Secret}&b=2",
        ["a form with brackets"] = name => $"keep=1&user%5B{name}%5D={Secret}",
        ["a form with JSON"] = name => "keep=1&payload=" + Uri.EscapeDataString($$"""{"{{name}}":"{{Secret}}"}"""),
        ["a form in a string"] = name => Json(new { keep = 1, body = $"grant=1&{name}={Secret}" }),
        ["a form with JSON in a string"] = name => Json(new { keep = 1, body = "payload=" + Uri.EscapeDataString($$"""{"{{name}}":"{{Secret}}"}""") }),
        ["parts"] = name => $"--b1\r\nContent-Disposition: form-data; name=\"keep\"\r\n\r\n1\r\n--b1\r\nContent-Disposition: form-data; name=\"{name}\"\r\nContent-Type: text/plain\r\n\r\n{Secret}\r\n--b1--\r\n",
        ["XML elements"] = name => $"<?xml version=\"1.0\"?><a><keep>1</keep><n:{name} x='1'>{Secret}</n:{name}></a>",
        ["XML elements inside"] = name => $"<a><keep>1</keep><{name}><{name}>1</{name}><v>{Secret}</v></{name}></a>",
        ["XML CDATA"] = name => $"<a><keep>1</keep><{name}><![CDATA[{Secret}]]></{name}></a>",
        ["XML attributes"] = name => $"<a><keep b=\"1\" {name} = '{Secret}'/></a>",
        ["XML named by an attribute"] = name => $"<a><keep>1</keep><field name=\"{name}\">{Secret}</field></a>",
        ["XML cut off"] = name => $"<a><keep>1</keep><{name}>{Secret}",
        ["XML in XML"] = name => $"<a><keep>1</keep><b>&lt;{name}&gt;{Secret}&lt;/{name}&gt;</b></a>",
        ["XML in JSON"] = name => Json(new { keep = 1, xml = $"<a><{name}>{Secret}</{name}></a>" }),
        ["after a byte order mark"] = name => "\uFEFF" + $$"""{"keep":1,"{{name}}":"{{Secret}}"}""",
        ["text"] = name => $"keep {name}={Secret}",
    };

    public static TheoryData<string> Forms => [.. Bodies.Keys];

    [Theory, MemberData(nameof(Forms))]
    public void It_is_in_no_body_that_is_shown(string form)
    {
        foreach (var name in Names)
        {
            var shown = Redactor().Body("lab", Encoding.UTF8.GetBytes(Bodies[form](name)), indented: true);

            shown.ShouldNotContain(Secret, customMessage: name);
            (shown.Contains("keep", StringComparison.Ordinal) || shown.EndsWith("bytes that are not JSON)", StringComparison.Ordinal)).ShouldBeTrue(shown);
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public void It_is_in_no_error_that_quotes_the_body(string form)
    {
        foreach (var name in Names)
        {
            var body = Bodies[form](name);

            Redactor().Of("lab", "{}"u8.ToArray())($"InvalidOperationException: cannot read {body}").ShouldNotContain(Secret, customMessage: name);
            if (form is not "JSON with an error before it" and not "lines of JSON, one broken")
            {
                Redactor().Of("lab", Encoding.UTF8.GetBytes(body))($"no camera opens with {Secret} today").ShouldBe("no camera opens with [redacted] today", name);
            }
        }
    }

    [Theory]
    [InlineData("https://user:" + Secret + "@files.example/a")]
    [InlineData("Bearer " + Secret)]
    [InlineData("https://hooks.slack.com/services/T0/B0/" + Secret)]
    [InlineData("https://a.azurewebsites.net/api/f?code=" + Secret + "&a=1")]
    [InlineData("https://a.example/?a=1&key=" + Secret)]
    public void It_is_found_without_a_name_where_its_place_says_what_it_is(string text)
    {
        Redactor().Body("lab", Encoding.UTF8.GetBytes(Json(new { text }))).ShouldNotContain(Secret);
        Redactor().Of("lab", "{}"u8.ToArray())($"cannot push to {text}").ShouldNotContain(Secret);
    }

    [Fact]
    public void A_stream_key_is_taken_out_of_the_address_that_has_it_too() =>
        Redactor().Body("lab", Encoding.UTF8.GetBytes($$$"""{"url":"rtmps://live.example/app/{{{Secret}}}","data":{"streamKey":"{{{Secret}}}"}}"""))
            .ShouldBe("""{"url":"rtmps://live.example/app/[redacted]","data":{"streamKey":"[redacted]"}}""");

    [Theory]
    [InlineData("""{"token_count":12,"tokens_used":7,"max_tokens":5,"keyboard":"de","author":"Ann","secretary":"Bob","passwordless":true,"key":"a-b","monkey":"x","token_type":"bearer","idempotency_key":"k1","public_key":"pk","code":"composio_401","has_password":true,"token":null}""")]
    [InlineData("""{"message":"The token was refused: author=Ann, keyboard: de, at 12:30, see https://a.example/docs?page=2&sort=key#token","error":{"code":"invalid_token"}}""")]
    [InlineData("""{"message":"[Lobby] camera {7} is offline","name":"Tokens & secrets","basic":"Basic authentication failed"}""")]
    public void Ordinary_text_stays_as_it_is(string body) => Redactor().Body("lab", Encoding.UTF8.GetBytes(body)).ShouldBe(body);

    [Theory]
    [InlineData("keep=1&data%5Bcontact%5D%5Bphone%5D=555-0100-1")]
    [InlineData("keep=1&data.contact.phone=555-0100-1")]
    [InlineData("<a><keep/><data><contact><phone>555-0100-1</phone></contact></data></a>")]
    [InlineData("""{"keep":1,"data":"{\"contact\":{\"phone\":\"555-0100-1\"}}"}""")]
    [InlineData("""{"keep":1}{"data":{"contact":[{"phone":"555-0100-1"}]}}""")]
    [InlineData("""{"keep":1,"data":{"contact":{"phone":"555-0100-1""")]
    public void So_it_is_with_what_a_source_lists(string body)
    {
        var redactor = Redactor("data.contact.phone");

        redactor.Body("lab", Encoding.UTF8.GetBytes(body)).ShouldNotContain("555-0100");
        redactor.Body("lab", Encoding.UTF8.GetBytes(body)).ShouldContain("keep");
        redactor.Of("lab", Encoding.UTF8.GetBytes(body))("called 555-0100-1").ShouldBe("called [redacted]");
    }

    [Fact]
    public void Every_line_of_JSON_is_shown() =>
        Redactor().Body("lab", "{\"a\":1}\n{\"b\":[2]}\n\n[3]\n"u8.ToArray()).ShouldBe("{\"a\":1}\n{\"b\":[2]}\n[3]");

    [Fact]
    public void Of_JSON_that_is_broken_is_shown_what_precedes_the_break() =>
        Redactor().Body("lab", "{\"a\":1,\"b\":nul"u8.ToArray()).ShouldBe("{\"a\":1,\"b\":\n… (the rest, 3 bytes, is not JSON)");

    [Fact]
    public void A_form_is_shown_decoded_a_field_on_a_line() =>
        Redactor().Body("lab", "command=%2Fhook+show&payload=%7B%22a%22%3A1%7D&token=x9y8z7"u8.ToArray()).ShouldBe("command=/hook show\npayload={\"a\":1}\ntoken=[redacted]");

    // A sender may try what it costs.
    [Theory]
    [InlineData("token=")]
    [InlineData("\"token\":{")]
    [InlineData("<token>")]
    [InlineData("<token")]
    [InlineData("\\\"")]
    [InlineData("%3D")]
    [InlineData("://a:")]
    [InlineData("Bearer ")]
    [InlineData("\"token\":\"")]
    [InlineData("\"token\":1,")]
    public void Text_made_to_be_slow_is_not(string repeated)
    {
        var text = string.Concat(Enumerable.Repeat(repeated, 768 * 1024 / repeated.Length));

        foreach (var body in new[] { text, "<" + text, "a=1&" + text, Json(new { text }), "{" + text, "{\"a\":1," + text })
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Redactor().Body("lab", Encoding.UTF8.GetBytes(body)).ShouldNotBeEmpty();
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(200_000_000);
        }
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value);

    private static Redactor Redactor(params string[] paths) => new(new SourceCatalog([RedactorTests.Lab(paths)]), new RedactionOptions());
}
