namespace Cli.Verbs;

// Which dead letters are listed or redriven.
internal sealed class DeadLetterOptions(TimeProvider clock, string handlerDescription)
{
    private readonly Option<string?> type = CommonOptions.Type();
    private readonly Option<string?> error = new("--error") { HelpName = "TEXT", Description = "Only those with this text in their last error." };
    private readonly Option<string?> handler = CommonOptions.Handler(handlerDescription);
    private readonly Option<string?> since = CommonOptions.Since("dead-lettered");
    private readonly Option<string?> before = CommonOptions.Before("dead-lettered");

    public IReadOnlyList<Option> All => [type, error, handler, since, before];

    public (string? Type, string? Error, string? Handler, DateTimeOffset? Since, DateTimeOffset? Before) Read(ParseResult parsed) =>
        (parsed.GetValue(type), parsed.GetValue(error), parsed.GetValue(handler), CommonOptions.TimeOrAge(parsed, since, clock), CommonOptions.TimeOrAge(parsed, before, clock));
}
