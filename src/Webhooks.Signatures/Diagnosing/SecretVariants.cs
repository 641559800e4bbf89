namespace Webhooks.Signatures.Diagnosing;

// What secrets pick up between a dashboard and a setting: each original text with the problem and the fix of the given one.
internal static class SecretVariants
{
    private static readonly string[] Endings = ["\\r\\n", "\\n", ",", ";"];
    private static readonly string[] Prefixes = ["whsec_", "sha256="];

    public static IEnumerable<(string Text, string Problem, string Fix)> Of(string given)
    {
        var text = given.Trim();
        var unquoted = text.Trim('"', '\'', '`', '“', '”');
        if (unquoted != text)
        {
            yield return (unquoted.Trim(), "is enclosed in quotes that are not part of it", "Remove the quotes from the setting.");
        }

        var joined = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('\u200b' or '\ufeff')));
        if (joined != text)
        {
            yield return (joined, "contains white space or a line break", "Enter the secret as one line without white space.");
        }

        foreach (var end in Endings.Where(end => text.EndsWith(end, StringComparison.Ordinal)))
        {
            yield return (text[..^end.Length], $"ends in '{end}', which is not part of it", $"Remove '{end}' from its end.");
        }

        if (text.StartsWith("v1,", StringComparison.Ordinal))
        {
            yield return (text[3..], "begins with 'v1,', which belongs to signatures", "Remove 'v1,' from its beginning.");
        }

        if (text.StartsWith("whsec_whsec_", StringComparison.Ordinal))
        {
            yield return (text[6..], "begins with 'whsec_' twice", "Keep one 'whsec_' at its beginning.");
        }

        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0 && equals < text.Length - 8 && text[..equals].All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            yield return (text[(equals + 1)..], "begins with a variable name and '='", "Enter only the text after the '='.");
        }

        if (text.Contains('%', StringComparison.Ordinal))
        {
            yield return (Uri.UnescapeDataString(text), "is percent-encoded", "Enter the decoded text.");
        }

        if (text.AsSpan().ContainsAny('-', '_') && !text.StartsWith("wh", StringComparison.Ordinal))
        {
            yield return (text.Replace('-', '+').Replace('_', '/'), "is Base64 for URLs", "Replace '-' with '+' and '_' with '/', and set KeyForm to base64.");
        }

        foreach (var prefix in Prefixes.Where(prefix => text.StartsWith(prefix, StringComparison.Ordinal)))
        {
            yield return (text[prefix.Length..], $"is used by the sender without its '{prefix}'", $"Enter it without '{prefix}'.");
        }

        if (!text.StartsWith("whsec_", StringComparison.Ordinal))
        {
            yield return ("whsec_" + text, "is used by the sender with 'whsec_' before it", "Enter it with 'whsec_' at its beginning.");
        }

        // Secrets are trimmed when they are read. A sender whose own copy ends in a line break signs with the line break.
        yield return (text + "\n", "is used by the sender with a line break after it", "Enter it again at the sender without the line break; receivers drop it.");
    }
}
