using Microsoft.AspNetCore.Http;

namespace Functions.Operating.Page;

/// <summary>What views of one thing are asked with.</summary>
internal static class PageQuery
{
    public static (string Source, string Id) OneOf(HttpRequest request)
    {
        var query = new Query(request, "source", "id");
        return query.Text("source") is { } source && query.Text("id") is { } id
            ? (source, id)
            : throw new UnusableInputException("Give the source and the id: ?source=SOURCE&id=ID.");
    }
}
