using Functions;
using Microsoft.Extensions.Hosting;

WorkerHost.Build(args).Run();
