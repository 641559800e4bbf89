namespace Proof.Stub;

internal enum TableChangeKind
{
    Add,
    Replace,
    Merge,
    Delete,
}

internal sealed record TableFault(int Status, string Code, string Text);

/// <summary>One change of one row, and what the service would have against it.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Row">The row.</param>
/// <param name="IfMatch">The version it asks for; * for any, null for none.</param>
/// <param name="Json">The entity as it was sent.</param>
internal sealed record TableChange(TableChangeKind Kind, string Partition, string Row, string? IfMatch, byte[] Json)
{
    private static readonly TableFault Exists = new(409, "EntityAlreadyExists", "The specified entity already exists.");
    private static readonly TableFault Missing = new(404, "ResourceNotFound", "The specified resource does not exist.");
    private static readonly TableFault Changed = new(412, "UpdateConditionNotSatisfied", "The update condition specified in the request was not satisfied.");

    public static TableChange Of(string method, string path, string? ifMatch, byte[] json)
    {
        var kind = method switch
        {
            "POST" => TableChangeKind.Add,
            "PUT" => TableChangeKind.Replace,
            "PATCH" or "MERGE" => TableChangeKind.Merge,
            "DELETE" => TableChangeKind.Delete,
            _ => throw new FormatException($"{method} changes no row."),
        };
        var (partition, row) = kind == TableChangeKind.Add ? Stored.KeysOf(json) : TablePath.KeysOf(path);
        return new(kind, partition, row, ifMatch, json);
    }

    public TableFault? FaultOn(Stored? found) => (Kind, found) switch
    {
        (TableChangeKind.Add, not null) => Exists,
        (not TableChangeKind.Add, null) when IfMatch is not null => Missing,
        (_, not null) when IfMatch is not (null or "*") && IfMatch != found.ETag => Changed,
        _ => null,
    };
}
