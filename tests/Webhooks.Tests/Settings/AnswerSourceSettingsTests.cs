using Webhooks.Settings;
using Webhooks.Signatures.Presets;

namespace Webhooks.Tests.Settings;

public sealed class AnswerSourceSettingsTests
{
    private static readonly AnswerSettings Empty200 = new() { Status = 200, IsEmpty = true };
    private static readonly AnswerSettings Xml = new() { Status = 200, Body = "<Response></Response>", ContentType = "text/xml" };

    [Fact]
    public void Without_settings_the_preset_answers()
    {
        Read(Empty200).ShouldBe(Empty200);
        Read(null).ShouldBeNull();
    }

    [Fact]
    public void Each_setting_goes_before_the_presets()
    {
        Read(Empty200, ("Status", "202")).ShouldBe(Empty200 with { Status = 202 });
        Read(Empty200, ("Empty", "false")).ShouldBe(Empty200 with { IsEmpty = false });
        Read(Empty200, ("Body", "[accepted]")).ShouldBe(new AnswerSettings { Status = 200, Body = "[accepted]" });
        Read(Xml, ("Status", "201")).ShouldBe(Xml with { Status = 201 });
        Read(Xml, ("Body", "{}")).ShouldBe(new AnswerSettings { Status = 200, Body = "{}" });
        Read(Xml, ("Empty", "true")).ShouldBe(new AnswerSettings { Status = 200, IsEmpty = true, ContentType = "text/xml" });
        Read(Xml, ("Status", "204")).ShouldBe(Xml with { Status = 204 });
    }

    [Theory]
    [InlineData("Body", "Status=204,Body=OK")]
    [InlineData("Body", "Empty=true,Body=OK")]
    [InlineData("ContentType", "ContentType=text/html")]
    [InlineData("ContentType", "Body=OK,ContentType=a b")]
    [InlineData("Status", "Status=199")]
    [InlineData("Status", "Status=300")]
    public void What_contradicts_itself_is_refused_under_its_name(string named, string settings)
    {
        var reader = Reader([.. settings.Split(',').Select(part => (part.Split('=')[0], part.Split('=')[1]))]);

        AnswerSourceSettings.Read(reader, null);

        reader.Problems.ShouldHaveSingleItem().ShouldStartWith($"Answer__{named}: ");
    }

    [Fact]
    public void A_body_has_up_to_1024_bytes()
    {
        Read(null, ("Body", new string('a', 1024)))!.Body!.Length.ShouldBe(1024);
        var reader = Reader(("Body", new string('\u00e4', 513)));

        AnswerSourceSettings.Read(reader, null);

        reader.Problems.ShouldHaveSingleItem().ShouldContain("1024");
    }

    private static AnswerSettings? Read(AnswerSettings? preset, params (string Name, string Value)[] settings)
    {
        var reader = Reader(settings);
        var answer = AnswerSourceSettings.Read(reader, preset);
        reader.Problems.ShouldBeEmpty();
        return answer;
    }

    private static SettingsReader Reader(params (string Name, string Value)[] settings) =>
        new(settings.Select(setting => KeyValuePair.Create("Answer__" + setting.Name, (string?)setting.Value)));
}
