using System.CommandLine;
using System.Globalization;
using Webhooks.Secrets;
using Webhooks.Signatures;

namespace Cli.Verbs;

/// <summary>Reads the arguments that several verbs have.</summary>
internal static class Arguments
{
    public static Option<string?> At(string description) => new("--at") { HelpName = "UNIX-OR-ISO", Description = description };

    public static Option<string[]> Hmac() => new("--hmac")
    {
        HelpName = "NAME=VALUE",
        Description = "A part of the hmac scheme or of a preset, named as in Sources__<name>__Hmac__<NAME>; repeatable.",
        DefaultValueFactory = _ => [],
    };

    public static DateTimeOffset? Time(string? text) => text switch
    {
        null => null,
        _ when text.Length <= 11 && SignedTime.Read(text, TimeFormat.Unix) is { } seconds => seconds,
        _ when SignedTime.Read(text, TimeFormat.UnixMilliseconds) is { } milliseconds => milliseconds,
        _ when SignedTime.Read(text, TimeFormat.Iso8601) is { } time => time,
        _ => throw new UnusableArgumentException($"--at: '{text}' is no time; write Unix seconds (1745339401) or RFC 3339 (2025-04-22T16:30:01Z)."),
    };

    /// <summary>A secret given as itself, as @FILE, as - for standard input, or as env:NAME.</summary>
    public static string Secret(string argument, Surroundings around) => argument switch
    {
        "-" => around.Input.ReadLine() ?? throw new UnusableArgumentException("--secret -: standard input holds no line."),
        ['@', .. var path] when !path.StartsWith("Microsoft.", StringComparison.Ordinal) => System.Text.Encoding.UTF8.GetString(around.Read(path, "--secret")),
        _ when argument.StartsWith("env:", StringComparison.Ordinal) => around.Variables.GetValueOrDefault(argument[4..])
            ?? throw new UnusableArgumentException($"--secret {argument}: the environment has no such variable."),
        _ => argument,
    };

    public static KeyForm? Form(string? text, string argument) => text switch
    {
        null or "" => null,
        _ when Enum.TryParse<KeyForm>(text, ignoreCase: true, out var form) && Enum.IsDefined(form) && !char.IsAsciiDigit(text[0]) => form,
        _ => throw new UnusableArgumentException($"{argument}: '{text}' is no key form; choose one of {string.Join(", ", Enum.GetNames<KeyForm>()).ToLower(CultureInfo.InvariantCulture)}."),
    };

    public static SignatureScheme Scheme(string name, HmacSettings? settings) =>
        SchemeCatalog.Find(name, settings, out var setting, out var problem)
        ?? throw new UnusableArgumentException(setting == "Scheme" ? $"--scheme: {problem}." : $"{setting} of the scheme {name}: {problem}.");
}
