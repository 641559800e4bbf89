using System.Globalization;
using System.Text.RegularExpressions;
using Webhooks.Signatures.Content;

namespace Webhooks.Signatures.Schemes;

// Reads the template of a signed content into its parts.
internal sealed partial class ContentReader(PublicUrl? url)
{
    private const string Known =
        "{body}, {timestamp}, {header:NAME} or {header:NAME:LENGTH}, nor one of {method}, {url}, {path}, {json:PATH}, {form:NAME}, {form:sorted}, {sha256:body}, {crc32:body}, {webhook-id}, {secret}, {signed-names}, {signed-values}";

    private readonly List<ContentPart> parts = [];
    private readonly List<FieldLocation> locations = [];

    public IReadOnlyList<FieldLocation> Locations => locations;

    /// <summary>The parts; null, with the problem, when the template is not valid.</summary>
    public IReadOnlyList<ContentPart>? Read(string text, out string problem)
    {
        var tokens = Token().Matches(text);
        var bodies = tokens.Count(token => token.Value is "{body}" or "{form:sorted}");
        var covers = tokens.Any(token => token.Value is "{sha256:body}" or "{crc32:body}" || token.Groups["json"].Success || token.Groups["form"].Success) || (url is { DigestParameter: not null } && tokens.Any(token => token.Value == "{url}"));
        var unknown = tokens.FirstOrDefault(token => token.Groups["unknown"].Success);
        problem = bodies > 1 || (bodies == 0 && !covers) ? $"'{text}' must hold {{body}} exactly once"
            : unknown is not null ? $"'{unknown.Groups["unknown"].Value}' is not {Known}"
            : "";
        if (problem.Length > 0)
        {
            return null;
        }

        foreach (Match token in tokens)
        {
            Add(token);
        }

        return parts;
    }

    private void Add(Match token)
    {
        switch (token.Value)
        {
            case "{body}":
                parts.Add(new(ContentPartKind.Body, "body"));
                break;
            case "{form:sorted}":
                parts.Add(new(ContentPartKind.SortedForm, "form:sorted"));
                break;
            case "{timestamp}":
                parts.Add(new(ContentPartKind.Timestamp, "timestamp"));
                break;
            case "{sha256:body}":
                parts.Add(new(ContentPartKind.BodyHash, "sha256:body"));
                break;
            case "{crc32:body}":
                parts.Add(new(ContentPartKind.BodyChecksum, "crc32:body"));
                break;
            case "{secret}":
                parts.Add(new(ContentPartKind.Secret, "secret"));
                break;
            case "{signed-names}":
                parts.Add(new(ContentPartKind.SignedNames, "signed-names"));
                break;
            case "{signed-values}":
                parts.Add(new(ContentPartKind.SignedValues, "signed-values"));
                break;
            // A delivery is a POST to the configured address, whatever the request says.
            case "{method}":
                AddLiteral("POST");
                break;
            case "{path}":
                AddLiteral(url?.PathAndQuery ?? "");
                break;
            case "{url}":
                AddUrl();
                break;
            default:
                AddValueOrLiteral(token);
                break;
        }
    }

    private void AddUrl()
    {
        if (url is { DigestParameter: not null })
        {
            AddLiteral(url.BeforeDigest);
            parts.Add(new(ContentPartKind.BodyHash, "url"));
            AddLiteral(url.AfterDigest);
        }
        else
        {
            AddLiteral(url?.Text ?? "");
        }
    }

    private void AddValueOrLiteral(Match token)
    {
        var (header, json, form) = (token.Groups["header"], token.Groups["json"], token.Groups["form"]);
        if (!header.Success && !json.Success && !form.Success)
        {
            AddLiteral(token.Value);
            return;
        }

        var location = header.Success ? FieldLocation.InHeader(header.Value) : json.Success ? FieldLocation.InJson(json.Value) : FieldLocation.InForm(form.Value);
        var at = locations.FindIndex(known => known == location || (header.Success && header.Value.Equals(known.Header, StringComparison.OrdinalIgnoreCase)));
        if (at < 0)
        {
            at = locations.Count;
            locations.Add(location);
        }

        var length = token.Groups["length"];
        parts.Add(new(ContentPartKind.Value, token.Value[1..^1], at, length.Success ? int.Parse(length.Value, CultureInfo.InvariantCulture) : null));
    }

    private void AddLiteral(string text)
    {
        if (parts is [.., { IsLiteral: true } last])
        {
            parts[^1] = last with { Text = last.Text + text };
        }
        else if (text.Length > 0)
        {
            parts.Add(new(ContentPartKind.Literal, text));
        }
    }

    [GeneratedRegex(
        @"\{(body|timestamp|method|url|path|secret|signed-names|signed-values|form:sorted|sha256:body|crc32:body)\}|\{header:(?<header>[^}:]+)(:(?<length>[1-9][0-9]{0,3}))?\}"
        + @"|\{json:(?<json>[^}]+)\}|\{form:(?<form>[^}]+)\}|\{(?<unknown>[^}]*)\}|(?<unknown>\{[^}]*$)|[^{]+",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
