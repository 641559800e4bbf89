using System.Globalization;
using System.Text;

namespace Azure.Data.Tables;

// https://learn.microsoft.com/rest/api/storageservices/querying-tables-and-entities#constructing-filter-strings
internal static class TableFilter
{
    public static string Create(FormattableString filter) => filter is null
        ? null
        : string.Format(CultureInfo.InvariantCulture, filter.Format, [.. filter.GetArguments().Select(Literal)]);

    public static string Escape(string text) => text.Replace("'", "''", StringComparison.Ordinal);

    private static string Literal(object value, int position) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        sbyte or byte or short or ushort or int or uint or decimal or float or double => Convert.ToString(value, CultureInfo.InvariantCulture),
        long or ulong => Convert.ToString(value, CultureInfo.InvariantCulture) + "L",
        Guid id => $"guid'{id}'",
        DateTimeOffset moment => Moment(moment.UtcDateTime),
        DateTime moment => Moment(moment.ToUniversalTime()),
        string or char or StringBuilder => $"'{Escape(value.ToString())}'",
        byte[] or BinaryData => throw new NotSupportedException("StandIns: filtering by binary values is not imitated."),
        _ => throw new ArgumentException($"Unable to convert argument {position} from type {value.GetType()} to an OData literal."),
    };

    private static string Moment(DateTime moment) =>
        $"datetime'{System.Xml.XmlConvert.ToString(moment, System.Xml.XmlDateTimeSerializationMode.RoundtripKind)}'";
}
