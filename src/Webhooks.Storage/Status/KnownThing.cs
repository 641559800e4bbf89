using Azure.Data.Tables;
using Webhooks.Status;

namespace Webhooks.Storage.Status;

/// <summary>A resource as its row has it.</summary>
/// <param name="Row">It, with the row's version.</param>
/// <param name="WasUnhealthy">Whether it was before its last change.</param>
/// <param name="IsListed">Whether a row says when to look at it again.</param>
internal sealed record KnownThing(StatusRow Row, bool WasUnhealthy, bool IsListed)
{
    public static KnownThing Read(TableEntity row) => new(StatusEntity.Read(row), StatusEntity.WasUnhealthy(row), row.ContainsKey(StatusEntity.Reported));
}
