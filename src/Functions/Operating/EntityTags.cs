using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Functions.Operating;

/// <summary>
/// Tells who asks again whether the answer is still the same: a weak entity tag goes out with it, and comes back in If-None-Match.
/// <see href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2" />
/// </summary>
internal static class EntityTags
{
    /// <summary>Writes the tag of what is compared, and says whether the caller has it already.</summary>
    public static bool IsKnown(HttpContext context, ReadOnlySpan<byte> compared)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(compared).AsSpan(0, 16))}\"", isWeak: true);
        context.Response.Headers.ETag = tag.ToString();
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));
    }
}
