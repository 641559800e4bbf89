using System.Text.RegularExpressions;

namespace Functions.Tests.Deploying;

/// <summary>
/// What a snapshot leaves open, because only a resource that exists can say it: <c>reference(id, version).property</c>, alone or inside
/// <c>format(template, …)</c>. Answered here as Azure would.
/// </summary>
internal static partial class AzureAnswers
{
    /// <summary>What the app's identity is called where it signs in, and where it is given roles.</summary>
    public const string ClientId = "00000000-0000-0000-0000-000000000001";
    public const string PrincipalId = "00000000-0000-0000-0000-000000000011";

    public static string In(string value)
    {
        if (!value.StartsWith('['))
        {
            return value;
        }

        var known = Reference().Replace(value[1..^1].Replace("environment().portal", "'https://portal.azure.com'", StringComparison.Ordinal), asked => $"'{Answer(asked.Groups["type"].Value, asked.Groups["name"].Value, asked.Groups["property"].Value)}'");
        var filled = Format().Replace(known, format => $"'{Fill(format)}'");
        return Text().Match(filled) is { Success: true } text ? text.Groups[1].Value : throw new InvalidDataException($"Only Azure knows {filled}");
    }

    private static string Answer(string type, string name, string property) => (type, property) switch
    {
        ("Microsoft.Insights/components", "ConnectionString") => $"InstrumentationKey={ClientId}",
        ("Microsoft.KeyVault/vaults", "vaultUri") => $"https://{name}.vault.azure.net/",
        ("Microsoft.ManagedIdentity/userAssignedIdentities", "clientId") => ClientId,
        ("Microsoft.ManagedIdentity/userAssignedIdentities", "principalId") => PrincipalId,
        ("Microsoft.Storage/storageAccounts", "primaryEndpoints.blob" or "primaryEndpoints.queue" or "primaryEndpoints.table") => $"https://{name}.{property.Split('.')[1]}.core.windows.net/",
        ("Microsoft.Web/sites", "defaultHostName") => $"{name}.azurewebsites.net",
        _ => throw new InvalidDataException($"{type} has no {property}, or it was never asked for before: say here what Azure answers."),
    };

    private static string Fill(Match format) => format.Groups["argument"].Captures
        .Select((argument, i) => (Hole: $"{{{i}}}", Value: argument.Value.Trim('\'')))
        .Aggregate(format.Groups["template"].Value, (text, argument) => text.Replace(argument.Hole, argument.Value, StringComparison.Ordinal));

    [GeneratedRegex(@"reference\('[^']*/providers/(?<type>[^/']+/[^/']+)/(?<name>[^/']+)', '[^']+'\)\.(?<property>[\w.]+)")]
    private static partial Regex Reference();

    [GeneratedRegex(@"format\('(?<template>[^']*)'(?:, (?<argument>'[^']*'|\d+))*\)")]
    private static partial Regex Format();

    [GeneratedRegex("^'([^']*)'$")]
    private static partial Regex Text();
}
