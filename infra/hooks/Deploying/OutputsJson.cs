using System.Text.Json.Serialization;

namespace Deploying;

[JsonSerializable(typeof(string[]))]
internal sealed partial class OutputsJson : JsonSerializerContext;
