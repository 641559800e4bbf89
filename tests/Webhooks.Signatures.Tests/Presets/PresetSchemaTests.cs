using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Xml.Linq;
using Webhooks.Signatures.Presets;

namespace Webhooks.Signatures.Tests.Presets;

/// <summary>The schema that editors use for preset files says what the app reads.</summary>
public class PresetSchemaTests
{
    private static readonly string Committed = RepositoryFile("src/Webhooks.Signatures/Presets/preset.schema.json");

    private static readonly XDocument Comments = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Webhooks.Signatures.xml"));

    [Fact]
    public void The_schema_is_that_of_the_types()
    {
        var expected = Schema().ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
        var received = Path.Combine(Path.GetTempPath(), "preset.schema.json");
        if (File.ReadAllText(Committed) != expected)
        {
            File.WriteAllText(received, expected);
        }

        File.ReadAllText(Committed).ShouldBe(expected, $"To approve the change: cp {received} {Committed}");
    }

    [Fact]
    public void Every_file_of_ours_refers_to_it() => Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(Committed)!, "Files"))
        .Where(file => (string?)JsonNode.Parse(File.ReadAllText(file))!["$schema"] != "../preset.schema.json").ShouldBeEmpty();

    private static JsonObject Schema()
    {
        var schema = PresetFiles.Type.Options.GetJsonSchemaAsNode(typeof(Preset), new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) =>
            {
                if (node is JsonObject described && context.PropertyInfo is { AttributeProvider: System.Reflection.PropertyInfo property } && Comment(property) is { } text)
                {
                    described.Insert(0, "description", text);
                }

                return node;
            },
        }).AsObject();
        schema.Insert(0, "title", "A preset: a sender of webhooks, described by data");
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        return schema;
    }

    private static string? Comment(System.Reflection.PropertyInfo property)
    {
        var summary = Comments.Descendants("member").FirstOrDefault(member => (string?)member.Attribute("name") == $"P:{property.DeclaringType!.FullName}.{property.Name}")?.Element("summary");
        return summary is null ? null : string.Join(' ', summary.Value.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
    }

    private static string RepositoryFile(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "host.json")) || !Directory.Exists(Path.Combine(folder.FullName, "src")))
        {
            folder = folder.Parent.ShouldNotBeNull();
        }

        return Path.Combine(folder.FullName, path);
    }
}
