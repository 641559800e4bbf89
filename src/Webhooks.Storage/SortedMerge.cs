using System.Runtime.CompilerServices;

namespace Webhooks.Storage;

/// <summary>Several sorted lists as one.</summary>
internal static class SortedMerge
{
    public static async IAsyncEnumerable<T> ReadAsync<T, TKey>(
        IEnumerable<IAsyncEnumerable<T>> lists, Func<T, TKey> keyOf, IComparer<TKey>? order, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var heads = new PriorityQueue<IAsyncEnumerator<T>, TKey>(order);
        var open = lists.Select(list => list.GetAsyncEnumerator(cancellationToken)).ToArray();
        try
        {
            // The first request of each list at once: there are as many as there are partitions.
            var found = await Task.WhenAll(open.Select(async items => await items.MoveNextAsync()));
            foreach (var (items, _) in open.Zip(found).Where(pair => pair.Second))
            {
                heads.Enqueue(items, keyOf(items.Current));
            }

            while (heads.TryDequeue(out var items, out _))
            {
                yield return items.Current;
                if (await items.MoveNextAsync())
                {
                    heads.Enqueue(items, keyOf(items.Current));
                }
            }
        }
        finally
        {
            foreach (var items in open)
            {
                await items.DisposeAsync();
            }
        }
    }
}
