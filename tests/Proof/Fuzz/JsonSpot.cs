using System.Text.Json;

namespace Proof.Fuzz;

/// <summary>Where a property of a JSON body stands: its key, quotes included, and its value.</summary>
internal readonly record struct JsonSpot(Range Key, Range Value)
{
    public Range Whole => Key.Start..Value.End;

    public static IReadOnlyList<JsonSpot> Of(byte[] body)
    {
        var spots = new List<JsonSpot>();
        var reader = new Utf8JsonReader(body);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    var key = (int)reader.TokenStartIndex..((int)reader.TokenStartIndex + reader.ValueSpan.Length + 2);
                    var ahead = reader;
                    ahead.Read();
                    var start = (int)ahead.TokenStartIndex;
                    ahead.Skip();
                    spots.Add(new(key, start..(int)ahead.BytesConsumed));
                }
            }
        }
        catch (JsonException)
        {
            // Standard Webhooks signs any body.
        }

        return spots;
    }
}
