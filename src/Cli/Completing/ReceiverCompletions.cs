using System.CommandLine.Completions;
using System.Globalization;
using Cli.Operating;
using Cli.Profiles;
using Cli.Rendering;

namespace Cli.Completing;

// Offers what the receiver in use has, for the arguments and options of the verbs that ask it. Without an answer in time, nothing is offered.
internal sealed class ReceiverCompletions(CliContext context)
{
    private const string NewestLines = "100";

    private const double Patience = 0.8;

    public RootCommand AddTo(RootCommand root)
    {
        Add((Command)root);
        return root;
    }

    private void Add(Command command)
    {
        foreach (var verb in command.Subcommands)
        {
            Add(verb);
        }

        foreach (var option in command.Options.Where(option => option.Name == "--profile"))
        {
            option.CompletionSources.Add(_ => Quietly(() => [.. new ProfileFile(context).Read().Keys]));
        }

        // A verb that asks a receiver has its options.
        if (ReceiverOptions.In(command) is not { } receiver)
        {
            return;
        }

        foreach (var option in command.Options)
        {
            Add(option.CompletionSources, option.Name.TrimStart('-'), command.Name, receiver);
        }

        foreach (var argument in command.Arguments)
        {
            // Else the help asks the receiver, and shows all that it has.
            argument.HelpName = argument.Name;
            Add(argument.CompletionSources, argument.Name, command.Name, receiver);
        }
    }

    private void Add(List<Func<CompletionContext, IEnumerable<CompletionItem>>> completions, string name, string verb, ReceiverOptions receiver)
    {
        Func<OperatorClient, string?, CancellationToken, Task<IEnumerable<string?>>>? read = name switch
        {
            "source" or "SOURCE" => async (client, _, stop) => await client.SourceNamesAsync(stop),
            "type" => async (client, source, stop) => (await LinesAsync(client, source, null, stop)).Select(line => line.EventType),
            "handler" or "HANDLER" => async (client, _, stop) => (await client.GetAsync<HandlersView>("handlers", [], stop)).Handlers.Select(handler => handler.Name),
            "CHANNEL" => async (client, _, stop) => (await client.GetAsync<ChannelsView>("channels", [], stop)).Channels.Select(channel => channel.Name),
            "refused" => async (client, source, stop) => (await LinesAsync(client, source, LogLine.Refused, stop)).Select(line => line.Id),
            "EVENT-ID" when verb is "dead" or "redrive" => async (client, source, stop) => (await LinesAsync(client, source, "DeadLettered", stop)).Select(line => line.Id),
            "EVENT-ID" or "ID" when name == "EVENT-ID" || verb == "search" => async (client, source, stop) => (await LinesAsync(client, source, null, stop)).Select(line => line.Id),
            _ => null,
        };
        if (read is not null)
        {
            var kind = name == "EVENT-ID" && (verb is "dead" or "redrive") ? "DEAD" : name.ToUpperInvariant();
            completions.Add(asked => Quietly(() => Read(asked.ParseResult, receiver, kind, read)));
        }
    }

    private IReadOnlyList<string> Read(ParseResult parsed, ReceiverOptions receiver, string kind, Func<OperatorClient, string?, CancellationToken, Task<IEnumerable<string?>>> read)
    {
        var command = parsed.CommandResult.Command;
        var source = kind == "SOURCE" ? null : command.Options.OfType<Option<string?>>().Where(option => option.Name == "--source").Select(parsed.GetValue).FirstOrDefault();
        var key = $"{kind} {receiver.Address(parsed).Address} {source}";
        var cache = new CompletionCache(context);
        if (cache.Find(key) is { } known)
        {
            return known;
        }

        using var client = receiver.Connect(parsed);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(Seconds()));
        var values = Task.Run(() => read(client, source, stop.Token)).GetAwaiter().GetResult().OfType<string>().Distinct().Where(IsOneWord).ToList();
        cache.Keep(key, values);
        return values;
    }

    // A person who waits for a slow receiver says so.
    private double Seconds() =>
        double.TryParse(ReceiverAddress.Variable(context, "HOOK_COMPLETION_TIMEOUT"), CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 60 ? seconds : Patience;

    private static async Task<IReadOnlyList<LogLine>> LinesAsync(OperatorClient client, string? source, string? status, CancellationToken cancellationToken) =>
        (await client.GetAsync<LogPage>("log", [("source", source), ("status", status), ("limit", NewestLines)], cancellationToken)).Lines;

    // A shell puts it into its line unquoted, and ids are texts of senders.
    private static bool IsOneWord(string value) => value.Length > 0 && value[0] is not ('-' or '~') && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':' or '/' or '@' or '+' or '=' or '~');

    // No error may get into the line that somebody is writing.
    private static IEnumerable<CompletionItem> Quietly(Func<IReadOnlyList<string>> read)
    {
        try
        {
            return [.. read().Select(value => new CompletionItem(value))];
        }
        catch (Exception failure) when (failure is ReceiverException or UsageException or OperationCanceledException)
        {
            return [];
        }
    }
}
