using System.Globalization;

namespace Cli.Sending;

// The response to one request. Status 0: there was none, and the text says why.
internal sealed record SendResult(int Status, string Text, TimeSpan Latency)
{
    public string? ContentType { get; init; }

    // The first value of each.
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public bool IsSuccess => Status is >= 200 and < 300;

    public static string Name(int status) => status == 0 ? "no answer" : status.ToString(CultureInfo.InvariantCulture);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name(Status)}  {Latency.TotalMilliseconds:0} ms  {Text}").TrimEnd();
}
