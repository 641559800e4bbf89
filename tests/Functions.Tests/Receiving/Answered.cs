using System.Text.Json;

namespace Functions.Tests.Receiving;

internal static class Answered
{
    /// <summary>The status of an answer that receives a delivery, the reason of one that does not.</summary>
    public static async Task<string> WordAsync(HttpResponseMessage answer)
    {
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.TryGetProperty("reason", out var reason) ? reason.GetString()! : json.RootElement.GetProperty("status").GetString()!;
    }
}
