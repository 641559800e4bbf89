using System.Globalization;
using System.Text;
using Cli.Rendering;
using Cli.Sending;
using Webhooks.Settings;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Cli.Verbs;

// Reads schemes and secrets from arguments.
internal static class SigningOptions
{
    public static Option<string[]> Hmac() => new("--hmac")
    {
        HelpName = "NAME=VALUE",
        Description = "A part of the hmac scheme or of a preset, named as in Sources__<name>__Hmac__<NAME>; repeatable.",
        DefaultValueFactory = _ => [],
    };

    // As itself, as @FILE, as - for standard input, or as env:NAME. What begins with @Microsoft. is a Key Vault reference.
    public static string Secret(string argument, CliContext context) => argument switch
    {
        "-" => context.Input.ReadLine() ?? throw new UsageException("--secret -: standard input is empty."),
        ['@', .. var path] when !path.StartsWith("Microsoft.", StringComparison.Ordinal) => Encoding.UTF8.GetString(context.Read(path, "--secret")),
        _ when argument.StartsWith("env:", StringComparison.Ordinal) => context.Variables.GetValueOrDefault(argument[4..])
            ?? throw new UsageException($"--secret {argument}: the environment has no such variable."),
        _ => argument,
    };

    public static KeyForm? KeyForm(string? text) => text switch
    {
        null or "" => null,
        _ when Enum.TryParse<KeyForm>(text, ignoreCase: true, out var form) && Enum.IsDefined(form) && !char.IsAsciiDigit(text[0]) => form,
        _ => throw new UsageException($"--key-form: unknown key form '{text}'; choose one of {string.Join(", ", Enum.GetNames<KeyForm>()).ToLower(CultureInfo.InvariantCulture)}."),
    };

    public static IReadOnlyList<KeyValuePair<string, string?>> Parts(string[] assignments) => Assignments(assignments, "--hmac", "SignatureHeader=X-Signature");

    public static IReadOnlyList<KeyValuePair<string, string?>> Assignments(string[] assignments, string option, string example) => [.. assignments.Select(assignment =>
        assignment.IndexOf('=', StringComparison.Ordinal) is var cut and > 0
            ? KeyValuePair.Create(assignment[..cut], (string?)assignment[(cut + 1)..])
            : throw new UsageException($"{option}: '{assignment}' is not NAME=VALUE, for example {example}."))];

    public static Option<string[]> Set() => new("--set")
    {
        HelpName = "NAME=VALUE",
        Description = "Any other setting of the source, without Sources__<name>__; repeatable.",
        DefaultValueFactory = _ => [],
    };

    public static IReadOnlyList<KeyValuePair<string, string?>> Further(string[] assignments) => Assignments(assignments, "--set", "ReplayWindow=00:10:00");

    public static Option<string?> RequestUrl() => new("--request-url") { HelpName = "URL", Description = "The URL exactly as it is configured at the sender, for senders that sign it." };

    // Read as settings, so that errors are those of the receiver.
    public static SignatureScheme Scheme(string name, IReadOnlyList<KeyValuePair<string, string?>> parts, LocalSettings settings, string? publicUrl, params IEnumerable<KeyValuePair<string, string?>> further)
    {
        var reader = new SettingsReader(parts.Select(part => KeyValuePair.Create("Hmac__" + part.Key, part.Value)).Concat(further)
            .Append(new("Scheme", name)).Append(new("PublicUrl", publicUrl)));
        var scheme = SourceSettings.ReadScheme(reader, settings.Presets);
        reader.Section("Hmac").RefuseUnread(string.Join(", ", typeof(SchemeSettings).GetProperties().Select(property => property.Name)));
        return scheme is not null && reader.Problems.Count == 0
            ? scheme
            : throw new UsageException(string.Join(Environment.NewLine, reader.Problems.Select(Option)));
    }

    // A setting's problem, named as the option that gives it.
    private static string Option(string problem) => problem.StartsWith("PublicUrl:", StringComparison.Ordinal)
        ? "--request-url" + problem["PublicUrl".Length..]
        : problem.StartsWith("Hmac__", StringComparison.Ordinal) ? "--hmac " + problem["Hmac__".Length..]
        : typeof(SchemeOptions).GetProperty(problem[..problem.IndexOf(':', StringComparison.Ordinal)]) is not null ? "--set " + problem
        : "--" + char.ToLowerInvariant(problem[0]) + problem[1..];
}
