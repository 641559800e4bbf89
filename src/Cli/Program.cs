using Cli;

return await Hook.RunAsync(args, CliContext.OfThisProcess());
