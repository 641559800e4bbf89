using Functions.Composition;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
// A slow body has a deadline of the app's own, which answers it; the server's minimum rate would cut in earlier.
builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MinRequestBodyDataRate = null);
builder.Services.AddReceiver(builder.Configuration);
builder.Build().Run();
