using System.Net.Mail;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Functions.Driver;

/// <summary>A mail as the server took it.</summary>
internal sealed record ReceivedMail(bool IsSecure, string? User, string From, IReadOnlyList<string> To, string Text)
{
    public static ReceivedMail Read(JsonElement said) => new(
        said.GetProperty("secure").GetBoolean(),
        said.GetProperty("user").GetString(),
        said.GetProperty("from").GetString()!,
        [.. said.GetProperty("to").EnumerateArray().Select(address => address.GetString()!)],
        Encoding.UTF8.GetString(said.GetProperty("mail").GetBytesFromBase64()));

    /// <summary>The lines of the header, unfolded.</summary>
    public IReadOnlyList<string> Header => Text[..Text.IndexOf("\r\n\r\n", StringComparison.Ordinal)]
        .Replace("\r\n\t", " ", StringComparison.Ordinal).Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n");

    /// <summary>A field of the header, with encoded words read by the framework, not by us.</summary>
    public string Field(string name)
    {
        var value = Header.Single(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))[(name.Length + 2)..];
        // That reader knows the letter of the encoding as a capital only.
        return Regex.Replace(value.Replace("?= =?", "?==?", StringComparison.Ordinal), @"=\?([^?]+)\?([bq])\?([^?]*)\?=",
            word => Attachment.CreateAttachmentFromString("", $"=?{word.Groups[1]}?{word.Groups[2].Value.ToUpperInvariant()}?{word.Groups[3]}?=").Name!, RegexOptions.IgnoreCase);
    }

    /// <summary>The part of a type, decoded as it says itself.</summary>
    public string Part(string type)
    {
        var part = Regex.Split(Text, "\r\n?--=_[^\r]*\r\n").Single(part => part.StartsWith($"Content-Type: {type}; charset=utf-8\r\n", StringComparison.Ordinal));
        var end = part.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        part[..end].Split("\r\n").ShouldContain("Content-Transfer-Encoding: base64");
        return Encoding.UTF8.GetString(Convert.FromBase64String(part[end..]));
    }
}
