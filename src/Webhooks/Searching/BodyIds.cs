using System.Text;
using System.Text.Json;
using Webhooks.Signatures.Content;

namespace Webhooks.Searching;

/// <summary>Reads ids in the first levels of a JSON body, in the order of the body: one pass without a document, ended when enough are found.</summary>
internal static class BodyIds
{
    public const int LongestId = 128;

    // {"data": {"delivery": {"endpoint": {"id": …}}}}
    private const int Deepest = 4;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue };

    public static void Read(ReadOnlyMemory<byte> body, FoundIds found)
    {
        if (body.Span.IndexOf((byte)'{') is < 0 or > 64)
        {
            return;
        }

        var reader = new Utf8JsonReader(JsonRepair.Repair(body).Span, Options);
        // By depth: the name of the property; null in arrays, which redaction passes through.
        var path = new string?[Deepest + 1];
        try
        {
            while (!found.IsFull && reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth >= Deepest)
                {
                    reader.Skip();
                }
                else if (reader.TokenType == JsonTokenType.StartArray)
                {
                    path[reader.CurrentDepth + 1] = null;
                }
                else if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    path[reader.CurrentDepth] = reader.GetString()!;
                }
                else if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number && reader.ValueSpan.Length <= LongestId && path[reader.CurrentDepth] is { } name && IdNames.Contains(name))
                {
                    Add(ref reader, string.Join('.', path[1..(reader.CurrentDepth + 1)].Where(step => step is not null)), found);
                }
            }
        }
        catch (JsonException)
        {
            // The beginning of a large body, or none that is JSON: what was found counts.
        }
    }

    private static void Add(ref Utf8JsonReader reader, string path, FoundIds found)
    {
        if (!found.IsRedacted(path))
        {
            found.Add(SearchId.Id, reader.TokenType == JsonTokenType.String ? reader.GetString() : Encoding.ASCII.GetString(reader.ValueSpan));
        }
    }
}
