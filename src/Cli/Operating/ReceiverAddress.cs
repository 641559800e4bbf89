using Cli.Profiles;
using Cli.Rendering;

namespace Cli.Operating;

// The receiver that is meant: by --url, else HOOK_URL, else a profile, else that of this machine. Origin names the argument in errors.
// The key of a profile goes to the address of that profile and to no other.
internal sealed record ReceiverAddress(Uri Address, string Origin, Profile? Profile = null)
{
    public const string Default = "http://127.0.0.1:7071";

    // Without usesDefault, a profile must be named.
    public static ReceiverAddress Find(string? url, string? profile, bool usesDefault, CliContext context)
    {
        if (url is not null)
        {
            return profile is null ? At(Parse(url, "--url"), "--url", usesDefault, context) : throw new UsageException("--profile: it excludes --url; leave one of them out.");
        }

        var variable = Variable(context, "HOOK_URL") is { } set ? Parse(set, "HOOK_URL") : null;
        if (profile is not null)
        {
            var saved = Of(profile, context);
            return variable is null || variable == saved.Address ? saved
                : throw new UsageException($"--profile: HOOK_URL is set, and names another receiver ({variable}) than '{profile}' ({saved.Address}); unset it, or leave --profile out.");
        }

        return variable is not null ? At(variable, "HOOK_URL", usesDefault, context)
            : Variable(context, "HOOK_PROFILE") is { } chosen ? Of(chosen, context)
            : usesDefault && new ProfileFile(context).Read().GetValueOrDefault(ProfileFile.DefaultName) is { } known ? Of(known, ProfileFile.DefaultName)
            : new(new Uri(Default), "--url");
    }

    public static Uri Parse(string text, string origin) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Query.Length == 0
            ? address
            : throw new UsageException($"{origin}: '{text}' is not an address; write it like {Default}.");

    public static string? Variable(CliContext context, string name) => context.Variables.GetValueOrDefault(name)?.Trim() is { Length: > 0 } text ? text : null;

    // An address that a profile has, as in the commands of notifications, comes with its key.
    private static ReceiverAddress At(Uri address, string origin, bool usesDefault, CliContext context) =>
        new(address, origin, usesDefault ? new ProfileFile(context).Read().Values.FirstOrDefault(saved => saved.Key is not null && Uri.TryCreate(saved.Url, UriKind.Absolute, out var its) && its == address) : null);

    private static ReceiverAddress Of(string name, CliContext context) => Of(new ProfileFile(context).Find(name), name);

    private static ReceiverAddress Of(Profile profile, string name) => new(Parse(profile.Url, $"Profile '{name}'"), $"Profile '{name}'", profile);
}
