using System.Text;
using System.Text.Json;

namespace Cli.Tests;

public sealed class NotifyTests : IAsyncLifetime, IDisposable
{
    private readonly Shell shell = new();
    private Endpoint endpoint = null!;

    public async Task InitializeAsync()
    {
        endpoint = await Endpoint.StartAsync();
        endpoint.Status = _ => 200;
        shell.File("local.settings.json", JsonSerializer.Serialize(new
        {
            Values = new Dictionary<string, string>
            {
                ["Notifications__Channels__team-chat__Type"] = "slack",
                ["Notifications__Channels__team-chat__Url"] = endpoint.Url + "/secret-path",
                ["Notifications__Channels__broken__Type"] = "pager",
            },
        }));
    }

    public async Task DisposeAsync() => await endpoint.DisposeAsync();

    public void Dispose() => shell.Dispose();

    [Fact]
    public async Task A_sample_reaches_the_channel()
    {
        (await shell.RunAsync("notify", "test", "team-chat", "--local")).ShouldBe(0, shell.Error);

        shell.Output.ShouldBe("team-chat (slack): sent." + Environment.NewLine);
        Encoding.UTF8.GetString(endpoint.Received.ShouldHaveSingleItem().Delivery.Body.Span).ShouldContain("the channel works");
    }

    [Theory]
    [InlineData(500, "Answered 500. A notification would be sent again.")]
    [InlineData(404, "the address or the message was rejected.")]
    public async Task What_the_channel_answers_is_said_without_its_address(int status, string said)
    {
        endpoint.Status = _ => status;

        (await shell.RunAsync("notify", "test", "team-chat", "--local")).ShouldBe(1);

        shell.Output.ShouldContain(said);
        shell.Output.ShouldNotContain("secret-path");
    }

    [Fact]
    public async Task An_unknown_or_unusable_channel_ends_in_2()
    {
        (await shell.RunAsync("notify", "test", "team-caht", "--local")).ShouldBe(2);
        shell.Error.ShouldContain("CHANNEL: There is no channel 'team-caht' in local.settings.json; did you mean 'team-chat'?");
        (await shell.RunAsync("notify", "test", "broken", "--local")).ShouldBe(2);
        shell.Error.ShouldContain("Notifications__Channels__broken__Type: unknown channel type 'pager'");
        (await shell.RunAsync("notify")).ShouldBe(2);
        endpoint.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_receiver_is_asked_and_what_each_channel_answered_is_said()
    {
        await using var receiver = (await FakeReceiver.StartAsync()).On("channels/test", """{"tests":[{"channel":"a","type":"slack","outcome":"sent","detail":""},{"channel":"b\u001b[2J","type":"email","outcome":"failed","detail":"Answered 404.\u001b[2J"}]}""");

        (await shell.RunAsync("notify", "test", "--url", receiver.Url)).ShouldBe(1);

        shell.Output.ShouldBe($"a (slack): sent.{Environment.NewLine}b\uFFFD[2J (email): not sent. Answered 404.\uFFFD[2J{Environment.NewLine}");
        (await shell.RunAsync("notify", "test", "--json", "--url", receiver.Url)).ShouldBe(1);
        shell.Output.TrimEnd().Split(Environment.NewLine).Length.ShouldBe(2);
        endpoint.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_receiver_without_channels_says_how_to_add_one()
    {
        await using var receiver = (await FakeReceiver.StartAsync()).On("channels/test", """{"tests":[]}""");

        (await shell.RunAsync("notify", "test", "--url", receiver.Url)).ShouldBe(1);

        shell.Error.ShouldContain("Notifications__Channels__<name>__Type");
    }

    [Fact]
    public async Task Variables_win_over_the_file()
    {
        shell.Variables["Notifications__Channels__team-chat__Url"] = endpoint.Url + "/other";

        (await shell.RunAsync("notify", "test", "team-chat", "--local")).ShouldBe(0, shell.Error);

        endpoint.Received.Single().Path.ShouldBe("/other");
    }
}
