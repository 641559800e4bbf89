using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Webhooks.Signatures.Content;

namespace Webhooks.Redacting;

// Copies JSON without its secrets, token by token: depth costs nothing, several values may follow each other, and what precedes an error
// is shown. Arrays are passed through: data.users.email means the e-mail of each user. Of a repeated key every value is meant.
internal sealed class RedactedJson : IDisposable
{
    // Indenting multiplies what is nested deeper.
    private const int Deepest = 64;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue, AllowMultipleValues = true };
    private static readonly HashSet<string> Names = new(["name", "key", "header", "field"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> Values = new(["value", "values"], StringComparer.OrdinalIgnoreCase);

    private readonly Redaction redaction;
    private readonly ArrayBufferWriter<byte> output = new();
    private readonly Utf8JsonWriter writer;

    // By depth: the path of the object, and whether it says {"name": "token", "value": …}.
    private readonly (string Path, bool IsNamedSecret)[] parents = new (string, bool)[Deepest + 2];
    private (string Name, string Path, bool IsSecret, bool IsListed) current;
    private int? hiddenDepth;

    public RedactedJson(Redaction redaction, bool indented = false, string path = "")
    {
        this.redaction = redaction;
        current = ("", path, false, false);
        parents[0] = (path, false);
        writer = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = indented, SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>What was read of it, ended soon after a length.</summary>
    public string Text => Encoding.UTF8.GetString(output.WrittenSpan).TrimEnd('\n');

    /// <summary>Gives how many bytes at the end are not JSON; all of them when it is neither an object nor a list.</summary>
    public int Read(ReadOnlyMemory<byte> body, int longest = int.MaxValue)
    {
        var json = JsonRepair.Repair(body).Span;
        if (json.TrimStart(" \t\r\n"u8) is not [(byte)'{' or (byte)'[', ..])
        {
            return body.Length;
        }

        var reader = new Utf8JsonReader(json, Options);
        var end = 0L;
        try
        {
            while (output.WrittenCount + writer.BytesPending <= longest && reader.Read())
            {
                Copy(ref reader);
                end = reader.BytesConsumed;
                EndValue(reader.CurrentDepth, reader.TokenType);
            }
        }
        catch (JsonException)
        {
            writer.Flush();
            if (current.IsSecret)
            {
                redaction.Add(Encoding.UTF8.GetString(json[(int)end..]).Trim(' ', ':', '"'));
            }

            return json.Length - (int)end;
        }

        writer.Flush();
        return 0;
    }

    public void Dispose() => writer.Dispose();

    private void Copy(ref Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                Enter(reader.GetString()!, depth);
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                End(reader.TokenType, depth);
                break;
            case JsonTokenType.Null:
            case JsonTokenType.True or JsonTokenType.False when !current.IsListed:
                Write(reader.ValueSpan);
                break;
            case var _ when current.IsSecret:
                Write(Redaction.Mark);
                redaction.Found++;
                Collect(ref reader);
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                Start(reader.TokenType, depth);
                break;
            case JsonTokenType.String:
                var text = reader.GetString()!;
                parents[Math.Min(depth, Deepest + 1)].IsNamedSecret |= Names.Contains(current.Name) && SecretNames.Contains(text);
                Write(redaction.String(text, current.Path));
                break;
            default:
                Write(reader.ValueSpan);
                break;
        }
    }

    private void Enter(string name, int depth)
    {
        var parent = parents[Math.Min(depth, Deepest + 1)];
        var path = hiddenDepth is not null ? "" : parent.Path.Length == 0 ? name : $"{parent.Path}.{name}";
        var isListed = redaction.IsListed(path);
        var isSecret = isListed || SecretNames.Contains(name) || (parent.IsNamedSecret && Values.Contains(name));
        current = (name, path, isSecret, isListed);
        if (hiddenDepth is null)
        {
            writer.WritePropertyName(name);
        }
    }

    private void Start(JsonTokenType kind, int depth)
    {
        if (hiddenDepth is not null)
        {
            parents[Deepest + 1] = ("", false);
        }
        else if (depth == Deepest)
        {
            Write("(nested too deep to be shown)");
            hiddenDepth = depth;
        }
        else
        {
            parents[depth + 1] = (current.Path, false);
            Bracket(kind);
        }

        current.Name = "";
    }

    private void End(JsonTokenType kind, int depth)
    {
        if (hiddenDepth is null)
        {
            Bracket(kind);
        }

        hiddenDepth = hiddenDepth == depth ? null : hiddenDepth;

        // What follows in a list is where the list is.
        current = ("", parents[Math.Min(depth, Deepest + 1)].Path, false, false);
    }

    private void EndValue(int depth, JsonTokenType kind)
    {
        if (depth == 0 && kind is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            writer.Flush();
            writer.Reset();
            output.Write("\n"u8);
        }
    }

    private void Bracket(JsonTokenType kind)
    {
        switch (kind)
        {
            case JsonTokenType.StartObject: writer.WriteStartObject(); break;
            case JsonTokenType.StartArray: writer.WriteStartArray(); break;
            case JsonTokenType.EndObject: writer.WriteEndObject(); break;
            default: writer.WriteEndArray(); break;
        }
    }

    private void Write(ReadOnlySpan<byte> raw)
    {
        if (hiddenDepth is null)
        {
            writer.WriteRawValue(raw, skipInputValidation: true);
        }
    }

    private void Write(string text)
    {
        if (hiddenDepth is null)
        {
            writer.WriteStringValue(text);
        }
    }

    // The texts and numbers that are a secret, or are inside one.
    private void Collect(ref Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        do
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
            {
                redaction.Add(reader.TokenType == JsonTokenType.String ? reader.GetString()! : Encoding.ASCII.GetString(reader.ValueSpan));
            }
        }
        while ((reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray || reader.CurrentDepth > depth) && reader.Read());

        current = (current.Name, parents[Math.Min(depth, Deepest + 1)].Path, false, false);
    }
}
