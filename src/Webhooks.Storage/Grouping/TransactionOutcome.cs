using Azure;
using Azure.Data.Tables;

namespace Webhooks.Storage.Grouping;

/// <summary>What became of actions that run as one.</summary>
/// <param name="Done">An answer for each; null when none of them was done.</param>
/// <param name="Lost">The action that lost to what is there already.</param>
internal sealed record TransactionOutcome(IReadOnlyList<Response>? Done, TableTransactionAction? Lost);
