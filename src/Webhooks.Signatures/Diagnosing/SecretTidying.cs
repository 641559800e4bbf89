namespace Webhooks.Signatures.Diagnosing;

/// <summary>What secrets pick up on their way from a dashboard to a setting, and the texts they were before.</summary>
internal static class SecretTidying
{
    /// <summary>Each text with what was wrong with the one given, and how the setting should be instead.</summary>
    public static IEnumerable<(string Text, string Wrong, string Cure)> Of(string given)
    {
        var text = given.Trim();
        var unquoted = text.Trim('"', '\'', '`', '“', '”');
        if (unquoted != text)
        {
            yield return (unquoted.Trim(), "stands in quotes that are not part of it", "Take the quotes away from the setting.");
        }

        var joined = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('\u200b' or '\ufeff')));
        if (joined != text)
        {
            yield return (joined, "has white space or a line break inside", "Enter the secret as one line without white space.");
        }

        foreach (var end in new[] { "\\r\\n", "\\n", ",", ";" })
        {
            if (text.EndsWith(end, StringComparison.Ordinal))
            {
                yield return (text[..^end.Length], $"ends in '{end}', which is not part of it", $"Take '{end}' away from its end.");
            }
        }

        if (text.StartsWith("v1,", StringComparison.Ordinal))
        {
            yield return (text[3..], "begins with 'v1,', which belongs to signatures", "Take 'v1,' away from its beginning.");
        }

        if (text.StartsWith("whsec_whsec_", StringComparison.Ordinal))
        {
            yield return (text[6..], "begins with 'whsec_' twice", "Leave one 'whsec_' at its beginning.");
        }

        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0 && equals < text.Length - 8 && text[..equals].All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            yield return (text[(equals + 1)..], "begins with the name of a variable and '='", "Enter what stands after the '=' alone.");
        }

        if (text.Contains('%', StringComparison.Ordinal))
        {
            yield return (Uri.UnescapeDataString(text), "is percent-encoded", "Enter the decoded text.");
        }

        if (text.AsSpan().ContainsAny('-', '_') && !text.StartsWith("wh", StringComparison.Ordinal))
        {
            yield return (text.Replace('-', '+').Replace('_', '/'), "is Base64 for URLs", "Write '+' for '-' and '/' for '_', and set KeyForm to base64.");
        }

        foreach (var prefix in new[] { "whsec_", "sha256=" })
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal))
            {
                yield return (text[prefix.Length..], $"is used by the sender without its '{prefix}'", $"Enter it without '{prefix}'.");
            }
        }

        if (!text.StartsWith("whsec_", StringComparison.Ordinal))
        {
            yield return ("whsec_" + text, "is used by the sender with 'whsec_' before it", "Enter it with 'whsec_' at its beginning.");
        }
    }
}
