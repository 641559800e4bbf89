using System.Net.Sockets;
using System.Text;
using Functions.Operating;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Webhooks.Events;

namespace Functions.Tests.Receiving;

// The Functions host logs an answer that throws as a failed invocation, with its stack. LocalHost would swallow that, so it is not asked here.
public sealed class HungUpTests
{
    private static readonly IResult[] Answers =
    [
        SenderResponse.To(new Admission.Accepted("evt_1")),
        OperatorApi.Problem(404, "Not found", "There is no such event."),
        PageResponse.Create(new byte[10], "text/css", "no-cache", []),
        PageResponse.Create(new byte[10_000], "text/html", "no-store", []),
    ];

    [Fact]
    public async Task An_answer_to_a_caller_that_hung_up_fails_nowhere()
    {
        Answers.Select(answer => answer.GetType()).Distinct()
            .ShouldBe(typeof(SenderResponse).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IResult))), ignoreOrder: true);
        foreach (var answer in Answers)
        {
            await AnswerToNobodyAsync(answer);
        }
    }

    private static async Task AnswerToNobodyAsync(IResult answer)
    {
        var (arrived, answered) = (new TaskCompletionSource(), new TaskCompletionSource());
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.Run(async context =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var answering = answer.ExecuteAsync(context);
            await answering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            answered.SetFromTask(answering);
        });
        await app.StartAsync();

        using (var caller = new TcpClient())
        {
            await caller.ConnectAsync("127.0.0.1", new Uri(app.Urls.Single()).Port);
            await caller.GetStream().WriteAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n"));
            await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));
            caller.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        await answered.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }
}
