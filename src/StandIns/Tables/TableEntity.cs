using System.Collections;

namespace Azure.Data.Tables;

public sealed class TableEntity : ITableEntity, IDictionary<string, object>
{
    internal const string ETagKey = "odata.etag";
    internal const string TimestampKey = "Timestamp";
    private readonly Dictionary<string, object> properties;

    public TableEntity()
        : this(null)
    {
    }

    public TableEntity(string partitionKey, string rowKey)
        : this(null)
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    public TableEntity(IDictionary<string, object> values) =>
        properties = values is null ? [] : new Dictionary<string, object>(values);

    public string PartitionKey
    {
        get => GetString(nameof(PartitionKey));
        set => properties[nameof(PartitionKey)] = value;
    }

    public string RowKey
    {
        get => GetString(nameof(RowKey));
        set => properties[nameof(RowKey)] = value;
    }

    public DateTimeOffset? Timestamp
    {
        get => Get<DateTimeOffset?>(TimestampKey);
        set => properties[TimestampKey] = value;
    }

    public ETag ETag
    {
        get => new(GetString(ETagKey));
        set => properties[ETagKey] = value.ToString();
    }

    public ICollection<string> Keys => properties.Keys;

    ICollection<object> IDictionary<string, object>.Values => properties.Values;

    public int Count => properties.Count;

    bool ICollection<KeyValuePair<string, object>>.IsReadOnly => false;

    public object this[string key]
    {
        get => Find(key);
        set => Set(key, value);
    }

    public string GetString(string key) => Get<string>(key);

    public BinaryData GetBinaryData(string key) => Get<BinaryData>(key);

    public byte[] GetBinary(string key) => Get<byte[]>(key);

    public bool? GetBoolean(string key) => Get<bool?>(key);

    public DateTime? GetDateTime(string key) => Get<DateTime?>(key);

    public DateTimeOffset? GetDateTimeOffset(string key) => Get<DateTimeOffset?>(key);

    public double? GetDouble(string key) => Get<double?>(key);

    public Guid? GetGuid(string key) => Get<Guid?>(key);

    public int? GetInt32(string key) => Get<int?>(key);

    public long? GetInt64(string key) => Get<long?>(key);

    public void Add(string key, object value) => Set(key, value);

    public bool ContainsKey(string key) => properties.ContainsKey(key);

    public bool Remove(string key) => properties.Remove(key);

    public bool TryGetValue(string key, out object value) => properties.TryGetValue(key, out value);

    public void Clear() => properties.Clear();

    void ICollection<KeyValuePair<string, object>>.Add(KeyValuePair<string, object> item) => Set(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, object>>.Contains(KeyValuePair<string, object> item) => properties.Contains(item);

    void ICollection<KeyValuePair<string, object>>.CopyTo(KeyValuePair<string, object>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, object>>)properties).CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, object>>.Remove(KeyValuePair<string, object> item) => Remove(item.Key);

    IEnumerator<KeyValuePair<string, object>> IEnumerable<KeyValuePair<string, object>>.GetEnumerator() => properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => properties.GetEnumerator();

    private object Find(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return properties.GetValueOrDefault(key);
    }

    private T Get<T>(string key)
    {
        var value = Find(key) switch
        {
            DateTimeOffset moment when typeof(T) == typeof(DateTime?) => moment.UtcDateTime,
            DateTime moment when typeof(T) == typeof(DateTimeOffset?) => new DateTimeOffset(moment),
            byte[] bytes when typeof(T) == typeof(BinaryData) => new BinaryData(bytes),
            var asIs => asIs,
        };

        return value switch
        {
            null => default,
            T fits => fits,
            _ => throw new InvalidOperationException($"Cannot return {typeof(T)} type for a {value.GetType()} typed property."),
        };
    }

    // A property that was a long or a double stays one when an int is assigned to it.
    private void Set(string key, object value) => properties[key] = (Find(key), value) switch
    {
        (double, int number) => (double)number,
        (long, int number) => (long)number,
        (string, DateTime or DateTimeOffset) => value.ToString(),
        _ => value,
    };
}
