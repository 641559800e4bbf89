using Functions.Composition;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Webhooks.Storage;

namespace Functions;

internal static class WorkerHost
{
    public static IHost Build(string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        StorageConnection.Open(builder.Configuration.AsEnumerable());
        builder.ConfigureFunctionsWebApplication();
        builder.Services.AddReceiver(builder.Configuration);
        return builder.Build();
    }
}
