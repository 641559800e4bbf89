using Functions;
using Microsoft.Extensions.Hosting;

Worker.Build(args).Run();
