using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Functions.Tests.LocalHost;

public sealed class RefusedFunctionTests
{
    [Theory]
    [InlineData(typeof(WithUnknownTrigger), "Unlucky: LocalHost does not support [BlobArrives] on parameter blob.")]
    [InlineData(typeof(WithOutput), "Unlucky: LocalHost does not support [ToSomewhere] on the method.")]
    [InlineData(typeof(WithUnknownTriggerType), "Unlucky: LocalHost does not support a trigger of type Byte[] on parameter message; make it String.")]
    [InlineData(typeof(WithUnknownParameter), "Unlucky: LocalHost does not support parameter id of type Int32")]
    [InlineData(typeof(WithoutTrigger), "Unlucky has 0 triggers")]
    [InlineData(typeof(WithUnknownResult), "Unlucky: LocalHost does not support the return type String; make it IResult or Task<IResult>.")]
    [InlineData(typeof(WithReturnedOutput), "Unlucky: LocalHost does not support the return type Task`1; make it Task.")]
    [InlineData(typeof(WithUnknownSchedule), "Unlucky: LocalHost does not support the schedule \"00:05:00\"; write six NCRONTAB fields")]
    [InlineData(typeof(WithMissingSetting), "Unlucky: the setting Interval, named in \"%Interval%\", is missing.")]
    public async Task What_LocalHost_does_not_support_stops_the_start_by_name(Type functions, string why) =>
        (await (SampleHost.With(functions) with { Listen = true }).RefusalAsync()).ShouldContain(why);

    [Fact]
    public async Task Two_functions_of_one_name_stop_the_start() =>
        (await SampleHost.With(typeof(WithOwnName), typeof(WithSameName)).RefusalAsync()).ShouldBe("Two functions are named Twin.");

    [Fact]
    public async Task A_disabled_function_is_left_out()
    {
        await using var host = await SampleHost.With(typeof(WithOwnName)).Setting(("AzureWebJobs.Twin.Disabled", "true")).StartAsync();

        host.Functions.ShouldBeEmpty();
    }

    private sealed class BlobArrivesAttribute : TriggerBindingAttribute;

    private sealed class ToSomewhereAttribute : BindingAttribute;

    private static class WithUnknownTrigger
    {
        [Function("Unlucky")]
        public static Task Run([BlobArrives] string blob) => Task.CompletedTask;
    }

    private static class WithOutput
    {
        [Function("Unlucky")]
        [ToSomewhere]
        public static Task Run([QueueTrigger("some")] string message) => Task.CompletedTask;
    }

    private static class WithUnknownTriggerType
    {
        [Function("Unlucky")]
        public static Task Run([QueueTrigger("some")] byte[] message) => Task.CompletedTask;
    }

    private static class WithUnknownParameter
    {
        [Function("Unlucky")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "{id}")] HttpRequest request, int id) => Results.Ok();
    }

    private static class WithoutTrigger
    {
        [Function("Unlucky")]
        public static Task Run() => Task.CompletedTask;
    }

    private static class WithUnknownResult
    {
        [Function("Unlucky")]
        public static string Run([HttpTrigger] HttpRequest request) => "";
    }

    private static class WithReturnedOutput
    {
        [Function("Unlucky")]
        public static Task<string> Run([QueueTrigger("some")] string message) => Task.FromResult("");
    }

    private static class WithUnknownSchedule
    {
        [Function("Unlucky")]
        public static Task Run([TimerTrigger("00:05:00")] TimerInfo timer) => Task.CompletedTask;
    }

    private static class WithMissingSetting
    {
        [Function("Unlucky")]
        public static Task Run([TimerTrigger("%Interval%")] TimerInfo timer) => Task.CompletedTask;
    }

    private static class WithOwnName
    {
        [Function("Twin")]
        public static Task Run([QueueTrigger("some")] string message) => Task.CompletedTask;
    }

    private static class WithSameName
    {
        [Function("Twin")]
        public static Task Run([QueueTrigger("some")] string message) => Task.CompletedTask;
    }
}
