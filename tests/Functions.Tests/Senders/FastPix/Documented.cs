using System.Text.Json.Nodes;

namespace Functions.Tests.Senders.FastPix;

/// <summary>
/// Events with the fields and the example values of FastPix's page.
/// <see href="https://docs.fastpix.io/docs/events-collection" />
/// </summary>
internal static class Documented
{
    public const string Media = "d49e44c7-df42-4ffa-9764-8dea1543b63e";
    public const string Playback = "c123022c-32fb-4c53-acc6-2c09098ba0b5";
    public const string Upload = "7f1c1f9e-0a4b-4d7e-9a63-51f2b8d0c111";

    private const string Restrictions = """{"domains":{"defaultPolicy":"allow","allow":[],"deny":["example.net"]},"userAgents":{"defaultPolicy":"deny","allow":["Roku"],"deny":[]}}""";

    private const string Workspace = """
        "workspace":{"name":"Development","id":"6dc2b4e0-0615-42fd-a580-1f4aad932dfe"}
        """;

    private const string Attempt = """
        {"webhookId":"3b0ab5b1-6523-4c13-8012-1d096c150b8e","responseStatusCode":404,
         "responseHeaders":{"contentType":"application/json","transfer":null,"server":"nginx","date":"Mon, 07 Apr 2025 09:30:40 GMT","cacheControl":null},
         "responseBody":"{\"success\":false}","maxAttempts":30,"id":"d3380d25-564d-48c7-9baf-82aabef9c191",
         "createdAt":"2026-11-21T11:30:40.636687200Z","address":"https://webhook.site/24618f1c-c82c-4588-b9c6-1d86aac2a9b3"}
        """;

    private static readonly Dictionary<string, string> Bodies = new()
    {
        ["video.media.upload"] = $$$"""
            {"type":"video.media.upload","id":"evt-upload",{{{Workspace}}},
             "data":{"uploadId":"{{{Upload}}}","trial":false,"status":"waiting","url":"https://uploads.example.com/{{{Upload}}}","timeout":14400,"corsOrigin":"*",
                     "pushMediaSettings":{"playbackIds":[{"accessPolicy":"public","accessRestrictions":{{{Restrictions}}}}],"metadata":{"key1":"value1"},"sourceAccess":false,"optimizeAudio":false}},
             "created_at":"2026-11-21T11:59:10.239778258Z","attempts":[]}
            """,
        ["video.media.created"] = $$$"""
            {"type":"video.media.created","id":"evt-created",{{{Workspace}}},"status":"media_created",
             "data":{"id":"{{{Media}}}","trial":false,"status":"Created","playbackIds":[{"id":"{{{Playback}}}","accessPolicy":"public","accessRestrictions":{{{Restrictions}}}}],
                     "metadata":{"key1":"value1"},"sourceAccess":true,"maxResolution":"1080p","inputs":[{"type":"video","url":"https://static.fastpix.io/sample.mp4"}],
                     "subtitles":{},"optimizeAudio":false},
             "createdAt":"2026-11-21T11:59:20.946240483Z","attempts":[]}
            """,
        ["video.media.ready"] = $$$"""
            {"type":"video.media.ready","id":"evt-ready",{{{Workspace}}},"status":"ready",
             "data":{"thumbnail":"https://images.fastpix.io/{{{Playback}}}/thumbnail.png","id":"{{{Media}}}","workspaceId":"6dc2b4e0-0615-42fd-a580-1f4aad932dfe",
                     "metadata":{"key1":"value1"},"maxResolution":"1080p","sourceResolution":"720p",
                     "playbackIds":[{"id":"{{{Playback}}}","accessPolicy":"public","accessRestrictions":{{{Restrictions}}}}],
                     "tracks":[{"id":"ed8b563c-7c3e-4bad-a74c-3e4ce0afa919","type":"video","status":"available","width":1280,"height":720,"frameRate":"25/1"},
                               {"id":"5f0c2b1e-8f0a-4c66-9b0e-2f6d3a7b9c10","type":"audio","status":"available","languageCode":"und","languageName":"default"}],
                     "sourceAccess":false,"mp4Support":"none","optimizeAudio":false,"duration":"00:00:22","aspectRatio":"16:9"},
             "created_at":"2026-11-21T11:59:40.636687200Z","updated_at":"2026-11-21T11:59:40.614230Z","attempts":[{{{Attempt}}}]}
            """,
        ["video.media.failed"] = $$$"""
            {"type":"video.media.failed","id":"evt-failed",{{{Workspace}}},"status":"failed",
             "data":{"id":"{{{Media}}}","workspaceId":"6dc2b4e0-0615-42fd-a580-1f4aad932dfe","metadata":{"key1":"value1"},"maxResolution":"1080p",
                     "playbackIds":[{"id":"{{{Playback}}}","accessPolicy":"public","accessRestrictions":{{{Restrictions}}}}],"sourceAccess":false,"mp4Support":"none",
                     "optimizeAudio":false,"duration":"00:00:00","createdAt":"2026-11-21T11:59:20.920507Z","updatedAt":"2026-11-21T11:59:30.920526Z"},
             "createdAt":"2026-11-21T11:59:30.946240483Z","attempts":[]}
            """,
        ["video.media.updated"] = $$$"""
            {"type":"video.media.updated","id":"evt-updated","environment":{"name":"fastpix","id":"9oa85f64-5717-4562-b3fc-2c963f66afa6"},
             "data":{"id":"{{{Media}}}","created_at":1795262400,"duration":22.5,"maxresolution":"2160p","availableresolution":"1440p","encoding_tier":"smart",
                     "aspect_ratio":"16:9","playback_ids":{"id":"{{{Playback}}}","accessPolicy":"private"},
                     "tracks":{"id":"ed8b563c-7c3e-4bad-a74c-3e4ce0afa919","type":"video","width":1280,"height":720,"frameRate":-1},
                     "test":false,"status":"ready","ingest_type":"on_demand_url"},
             "created_at":1795262395,"attempts":[],"accessor_source":"dashboard","accessor":"editor-7"}
            """,
        ["video.media.deleted"] = $$$"""
            {"type":"video.media.deleted","id":"evt-deleted","workspace":{"name":null,"id":"6dc2b4e0-0615-42fd-a580-1f4aad932dfe"},"status":"media_created",
             "data":{"success":true},"createdAt":"2026-11-21T11:59:50.946240483Z","attempts":[]}
            """,
    };

    public static JsonObject Of(string type, Action<JsonObject>? change = null)
    {
        var body = JsonNode.Parse(Bodies[type])!.AsObject();
        change?.Invoke(body);
        return body;
    }

    /// <summary>Sends it as FastPix does, and has it processed.</summary>
    public static async Task SendAsync(this ReceiverApp app, string type, Action<JsonObject>? change = null)
    {
        (await app.PostAsync(From.FastPix().WithBody(Of(type, change).ToJsonString()))).EnsureSuccessStatusCode();
        await app.ProcessAsync();
    }
}
