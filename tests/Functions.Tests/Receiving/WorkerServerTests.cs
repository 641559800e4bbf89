using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Receiving;

// The worker has a server of its own behind the Functions host. Only that server is started here, with the worker's own services.
public sealed class WorkerServerTests
{
    [Theory]
    [InlineData(13, 7.5)]
    [InlineData(1, 0.5)]
    public async Task The_server_of_the_worker_reads_slow_bodies_and_headers_beyond_ascii(int chunks, double seconds)
    {
        using var worker = WorkerHost.Build(
        [
            "--AzureWebJobsStorage=UseDevelopmentStorage=true", "--Sources:lab:Scheme=valara", $"--Sources:lab:Secrets:0:Value={From.Valara().Secret}",
        ]);
        var server = worker.Services.GetRequiredService<IServer>();
        var addresses = server.Features.Get<IServerAddressesFeature>()!.Addresses;
        addresses.Add("http://127.0.0.1:0");
        await server.StartAsync(new Echo(), default);

        await using var request = await RawRequest.BeginAsync(
            new Uri(addresses.Single()), Encoding.Latin1.GetBytes($"POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Unrelated: J\u00f6rg\r\nContent-Length: {chunks * 100}\r\n\r\n"));
        await request.SendSlowlyAsync(new byte[chunks * 100], atOnce: 100, TimeSpan.FromSeconds(seconds / chunks));

        (await request.AnswerAsync()).ShouldContain($"read {chunks * 100} bytes");
        await server.StopAsync(default);
    }

    private sealed class Echo : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public async Task ProcessRequestAsync(HttpContext context)
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            await context.Response.WriteAsync($"read {body.Length} bytes");
        }

        public void DisposeContext(HttpContext context, Exception? exception)
        {
        }
    }
}
