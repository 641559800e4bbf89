using System.Text.Json;

namespace Functions.Tests.Deploying;

/// <summary>What a deployment makes, as the compiler foretells it.</summary>
internal sealed class Snapshot
{
    private readonly JsonElement[] resources;
    private readonly JsonElement outputs;

    public Snapshot(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement.Clone();
        root.GetProperty("diagnostics").GetArrayLength().ShouldBe(0, $"{root.GetProperty("diagnostics")}");
        resources = [.. root.GetProperty("predictedResources").EnumerateArray()];
        outputs = root.GetProperty("outputs");
    }

    /// <summary>The resources of a type such as <c>Microsoft.Web/sites</c>.</summary>
    public IReadOnlyList<JsonElement> All(string type) => [.. resources.Where(resource => resource.GetProperty("type").GetString() == type)];

    /// <summary>The last parts of the names of all resources of a type: <c>webhooks</c> of <c>account/default/webhooks</c>.</summary>
    public IEnumerable<string> Names(string type) => All(type).Select(resource => resource.GetProperty("name").GetString()!.Split('/')[^1]);

    /// <summary>The texts at a path such as <c>properties.criteria.allOf.*.query</c> of all resources of a type.</summary>
    public IEnumerable<string> Texts(string type, string path) =>
        path.Split('.').Aggregate<string, IEnumerable<JsonElement>>(All(type), (at, step) => at.SelectMany(element => Below(element, step)))
            .Select(found => AzureAnswers.In(found.ToString()));

    /// <summary>The text that exactly one resource has.</summary>
    public string Text(string type, string path) => Texts(type, path).ShouldHaveSingleItem($"{type}: {path}");

    public IReadOnlyDictionary<string, string> AppSettings() => All("Microsoft.Web/sites/config")
        .Single(config => config.GetProperty("name").GetString()!.EndsWith("/appsettings", StringComparison.Ordinal))
        .GetProperty("properties").EnumerateObject().ToDictionary(setting => setting.Name, setting => AzureAnswers.In(setting.Value.GetString()!));

    public IEnumerable<string> OutputNames => outputs.EnumerateObject().Select(output => output.Name);

    public string Output(string name) => AzureAnswers.In(outputs.GetProperty(name).GetString()!);

    public IReadOnlyList<string> OutputList(string name)
    {
        OutputNames.ShouldContain(name);
        return [.. outputs.GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];
    }

    private static IEnumerable<JsonElement> Below(JsonElement element, string step)
    {
        foreach (var item in step == "*" ? element.EnumerateArray() : default)
        {
            yield return item;
        }

        if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(step, out var property) && property.ValueKind != JsonValueKind.Null)
        {
            yield return property;
        }
    }
}
