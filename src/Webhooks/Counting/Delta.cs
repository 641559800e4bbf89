using System.Security.Cryptography;

namespace Webhooks.Counting;

/// <summary>
/// What one instance counted of one source within one minute and has not handed in before. It keeps its id when it has to be written
/// again, by which the ledger knows one that landed already.
/// </summary>
/// <param name="Minute">When the minute began, by the counting instance's clock.</param>
/// <param name="Id">Twelve hexadecimal digits.</param>
/// <param name="Counts">The counts.</param>
public sealed record Delta(DateTimeOffset Minute, string Id, Counts Counts)
{
    /// <summary>Bytes of an id.</summary>
    public const int IdBytes = 6;

    internal DateTimeOffset? FirstTried { get; set; }

    internal static Delta Of(DateTimeOffset minute, Counts counts) => new(minute, RandomNumberGenerator.GetHexString(IdBytes * 2, lowercase: true), counts);
}
