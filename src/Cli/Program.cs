using Cli;

return await Hook.RunAsync(args, Surroundings.OfThisProcess());
