using System.CommandLine;
using System.Globalization;
using Webhooks.Settings;
using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

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

    public static DateTimeOffset? Time(string? text, string argument = "--at", string also = "") => text switch
    {
        null => null,
        _ when text.Length <= 11 && SignedTime.Read(text, TimeFormat.Unix) is { } seconds => seconds,
        _ when SignedTime.Read(text, TimeFormat.UnixMilliseconds) is { } milliseconds => milliseconds,
        _ when SignedTime.Read(text, TimeFormat.Iso8601) is { } time => time,
        _ => throw new UnusableArgumentException($"{argument}: '{text}' is no time; write Unix seconds (1745339401) or RFC 3339 (2025-04-22T16:30:01Z){also}."),
    };

    /// <summary>A secret given as itself, as @FILE, as - for standard input, or as env:NAME.</summary>
    public static string Secret(string argument, CliContext context) => argument switch
    {
        "-" => context.Input.ReadLine() ?? throw new UnusableArgumentException("--secret -: standard input holds no line."),
        ['@', .. var path] when !path.StartsWith("Microsoft.", StringComparison.Ordinal) => System.Text.Encoding.UTF8.GetString(context.Read(path, "--secret")),
        _ when argument.StartsWith("env:", StringComparison.Ordinal) => context.Variables.GetValueOrDefault(argument[4..])
            ?? throw new UnusableArgumentException($"--secret {argument}: the environment has no such variable."),
        _ => argument,
    };

    public static KeyForm? Form(string? text, string argument) => text switch
    {
        null or "" => null,
        _ when Enum.TryParse<KeyForm>(text, ignoreCase: true, out var form) && Enum.IsDefined(form) && !char.IsAsciiDigit(text[0]) => form,
        _ => throw new UnusableArgumentException($"{argument}: '{text}' is no key form; choose one of {string.Join(", ", Enum.GetNames<KeyForm>()).ToLower(CultureInfo.InvariantCulture)}."),
    };

    /// <summary>The parts of the hmac scheme, as names and values.</summary>
    public static IReadOnlyList<KeyValuePair<string, string?>> Parts(string[] assignments) => [.. assignments.Select(assignment =>
        assignment.IndexOf('=', StringComparison.Ordinal) is var cut and > 0
            ? KeyValuePair.Create(assignment[..cut], (string?)assignment[(cut + 1)..])
            : throw new UnusableArgumentException($"--hmac: '{assignment}' is not NAME=VALUE, for example SignatureHeader=X-Signature."))];

    /// <summary>A scheme by name and parts, refused in the words the receiver uses for the same settings.</summary>
    public static SignatureScheme Scheme(string name, IReadOnlyList<KeyValuePair<string, string?>> parts)
    {
        var reader = new SettingsReader(parts.Select(part => KeyValuePair.Create("Hmac__" + part.Key, part.Value)).Append(new("Scheme", name)));
        var scheme = SourceSettings.ReadScheme(reader);
        reader.Section("Hmac").RefuseUnread(string.Join(", ", typeof(HmacSettings).GetProperties().Select(property => property.Name)));
        return scheme is not null && reader.Problems.Count == 0
            ? scheme
            : throw new UnusableArgumentException(string.Join(Environment.NewLine, reader.Problems.Select(problem => "--" + char.ToLowerInvariant(problem[0]) + problem[1..])));
    }
}
