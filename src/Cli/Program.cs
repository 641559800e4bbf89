using Cli;
using Cli.Rendering;

return await Hook.RunAsync(args, CliContext.OfThisProcess());
