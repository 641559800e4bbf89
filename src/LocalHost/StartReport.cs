using LocalHost.Discovery;
using LocalHost.Settings;
using Webhooks;

namespace LocalHost;

// What a developer needs after the start. Of secrets, only their number.
internal static class StartReport
{
    public const string Disclaimer = "LocalHost: not Azure Functions. No function keys, no scale-out.";

    public static IEnumerable<string> Lines(LocalHostApplication app, string root)
    {
        var page = app.Functions.Select(function => function.Trigger).OfType<Trigger.Http>().FirstOrDefault(http => http.Route.EndsWith("/operator", StringComparison.Ordinal));
        var sources = app.Services.GetRequiredService<IConfiguration>().GetSection("Sources").GetChildren().ToList();
        yield return "";
        yield return "Settings   " + Settings(app.SettingsFile, root);
        yield return "Storage    " + app.Storage;
        if (app.ExternalAddress is { } address)
        {
            yield return $"Listens at {address}: other machines can call it, too";
        }

        yield return "";
        // The many routes of the operator's page would hide the addresses for senders and probes.
        var behind = app.Functions.Where(function => IsBehind(page, function.Trigger)).ToList();
        foreach (var line in Table("Functions", app.Functions.Except(behind).Select(function => (string[])[function.Name, .. Describe(function.Trigger, app.BaseAddress)])))
        {
            yield return line;
        }

        if (page is not null && behind.Count > 0)
        {
            yield return $"           {behind.Count} more below {new Uri(app.BaseAddress, "/")}{page.Route}/, for its page and for `hook`  (no key needed, open to this machine only)";
        }

        yield return "";
        foreach (var line in Table("Sources", sources.Select(Describe)))
        {
            yield return line;
        }

        yield return "";
        if (page is not null)
        {
            yield return $"Open it    {new Uri(app.BaseAddress, "/")}{page.Route}  (its data is open to this machine only; Azure requires a function key)";
        }

        yield return "Try it     " + (sources is [var first, ..] ? FirstCommand(first.Key, app.BaseAddress) : "no source is configured: set Sources__lab__Scheme and Sources__lab__Secrets__0__Value");
        yield return "Ctrl+C stops LocalHost and what it started.";
        yield return "";
    }

    private static bool IsBehind(Trigger.Http? page, Trigger trigger) =>
        page is not null && trigger is Trigger.Http http && http.Route.StartsWith(page.Route + "/", StringComparison.Ordinal);

    private static string Settings(string? path, string root) => path is null ? "the environment"
        : Path.GetFileName(path) == "local.settings.sample.json" ? "local.settings.sample.json, because there is no local.settings.json; copy it to that name to change it"
        : Path.GetRelativePath(root, path);

    private static string[] Describe(Trigger trigger, Uri address) => trigger switch
    {
        Trigger.Http http => [
            http.Methods.Count == 0 ? "any" : string.Join(',', http.Methods).ToUpperInvariant(),
            new Uri(address, "/") + http.Route + (http.Level == AuthorizationLevel.Anonymous ? "" : $"  (level {http.Level}: no key needed, open to this machine only)")],
        Trigger.Queue queue => ["queue", queue.Name],
        Trigger.Timer timer => ["timer", timer.Schedule],
        _ => [],
    };

    private static string[] Describe(IConfigurationSection source)
    {
        var secrets = source.GetSection("Secrets").GetChildren().Count(secret => !string.IsNullOrWhiteSpace(secret["Value"]));
        return [source.Key, source["Scheme"] ?? "", Quantity.Count(secrets, "secret"), source["ReplayWindow"] is { Length: > 0 } window ? $"window {window}" : ""];
    }

    private static string FirstCommand(string source, Uri address) =>
        $"dotnet run --project src/Cli -- send {source}" + (address == new Uri(LocalHostOptions.DefaultUrl) ? "" : $" --url {address.GetLeftPart(UriPartial.Authority)}");

    private static IEnumerable<string> Table(string title, IEnumerable<string[]> rows)
    {
        var cells = rows.ToList();
        var widths = Enumerable.Range(0, cells.Select(row => row.Length).DefaultIfEmpty().Max())
            .Select(column => cells.Max(row => row.ElementAtOrDefault(column)?.Length ?? 0)).ToList();
        return cells.Select((row, i) => ((i == 0 ? title : "").PadRight(11) + string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column])))).TrimEnd());
    }
}
