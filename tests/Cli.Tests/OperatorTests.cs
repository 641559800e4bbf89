namespace Cli.Tests;

public sealed class OperatorTests
{
    [Fact]
    public async Task A_receiver_that_does_not_run_is_reported_in_one_sentence()
    {
        using var shell = new Shell();

        (await shell.RunAsync("dead", "--url", "http://127.0.0.1:9")).ShouldBe(1);

        shell.Error.ShouldContain("Start the receiver");
    }

    [Theory]
    [InlineData("--url", "http://receiver.example", "--key", "k")]
    [InlineData("--url", "receiver.example")]
    [InlineData("--limit", "0")]
    [InlineData("evt_1")]
    public async Task What_cannot_be_done_is_refused_before_anything_is_asked(params string[] args)
    {
        using var shell = new Shell();

        (await shell.RunAsync(["dead", .. args])).ShouldBe(2);

        shell.Error.ShouldMatch("--url|--limit|--source");
    }

    [Fact]
    public async Task A_key_in_the_environment_is_never_sent_unencrypted_to_another_machine()
    {
        using var shell = new Shell { Variables = { ["HOOK_KEY"] = "k" } };

        (await shell.RunAsync("redrive", "--source", "lab", "--url", "http://192.0.2.1:7071")).ShouldBe(2);

        shell.Error.ShouldContain("https");
    }

    [Theory]
    [InlineData("--since", "yesterday")]
    [InlineData("--rate", "0")]
    [InlineData("evt_1", "--dry-run")]
    public async Task A_redrive_that_leaves_anything_open_is_refused(params string[] args)
    {
        using var shell = new Shell();

        (await shell.RunAsync(["redrive", "--source", "lab", .. args])).ShouldBe(2);
    }

    [Fact]
    public async Task An_answer_of_another_server_is_reported_as_such()
    {
        using var shell = new Shell();
        await using var endpoint = await Endpoint.StartAsync();

        (await shell.RunAsync("redrive", "--source", "lab", "--url", endpoint.Url)).ShouldBe(1);
        shell.Error.ShouldContain("is not this API");
        (await shell.RunAsync("dead", "--url", endpoint.Url)).ShouldBe(1);
        shell.Error.ShouldContain("405");
        endpoint.Status = _ => 401;
        (await shell.RunAsync("redrive", "--source", "lab", "--url", endpoint.Url)).ShouldBe(1);
        shell.Error.ShouldContain("HOOK_KEY");
    }
}
