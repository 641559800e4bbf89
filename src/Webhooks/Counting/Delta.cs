using System.Security.Cryptography;

namespace Webhooks.Counting;

/// <summary>
/// What one instance counted of one source within one minute. A delta that is written again keeps its id, by which the ledger recognises one it has
/// already.
/// </summary>
/// <param name="Minute">By the counting instance's clock.</param>
/// <param name="Id">Twelve hexadecimal digits.</param>
public sealed record Delta(DateTimeOffset Minute, string Id, Counts Counts)
{
    public const int IdBytes = 6;

    internal DateTimeOffset? FirstTried { get; set; }

    internal static Delta Of(DateTimeOffset minute, Counts counts) => new(minute, RandomNumberGenerator.GetHexString(IdBytes * 2, lowercase: true), counts);
}
