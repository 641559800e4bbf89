using System.Text;
using System.Text.RegularExpressions;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Tests.Properties;

/// <summary>All deliveries whose signed bytes are those of a sample, cut at another place near the border of two parts.</summary>
internal static partial class Borders
{
    private const int Near = 40;

    public static IEnumerable<Delivery> Moved(SignedSample sample)
    {
        var parts = Part().Matches(sample.Definition.Content.Text).Select(part => part.Value).ToArray();
        for (var left = 0; left < parts.Length; left++)
        {
            var right = left + 1 < parts.Length && IsPart(parts[left + 1]) ? left + 1 : left + 2;
            if (right >= parts.Length || !IsPart(parts[left]) || !IsPart(parts[right]))
            {
                continue;
            }

            var between = right - left == 2 ? parts[left + 1] : "";
            var (one, other) = (Read(sample, parts[left]), Read(sample, parts[right]));
            byte[] joined = [.. one, .. Encoding.UTF8.GetBytes(between), .. other];
            for (var cut = Math.Max(0, one.Length - Near); cut <= Math.Min(joined.Length - between.Length, one.Length + Near); cut++)
            {
                if (cut != one.Length && joined.AsSpan(cut).StartsWith(Encoding.UTF8.GetBytes(between)))
                {
                    yield return Write(sample, parts[right], Write(sample, parts[left], sample.Delivery, joined[..cut]), joined[(cut + between.Length)..]);
                }
            }
        }
    }

    private static bool IsPart(string part) => part is "{body}" or "{timestamp}" or "{signed-values}" || part.StartsWith("{header:", StringComparison.Ordinal);

    private static string Header(SignedSample sample, string part) =>
        part == "{timestamp}" ? sample.Definition.TimestampHeader ?? "" : part.Trim('{', '}').Split(':')[1];

    private static byte[] Read(SignedSample sample, string part) => part switch
    {
        "{body}" => sample.Delivery.Body.ToArray(),
        "{signed-values}" => Encoding.UTF8.GetBytes(string.Join('.', sample.Definition.UsuallyNamed.Select(sample.Delivery.Headers.Find))),
        "{timestamp}" when sample.Definition.TimestampHeader is null => Encoding.UTF8.GetBytes(TimeIn(sample)),
        _ => Encoding.UTF8.GetBytes(sample.Delivery.Headers.Find(Header(sample, part))!),
    };

    private static Delivery Write(SignedSample sample, string part, Delivery delivery, byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var signature = sample.Definition.SignatureHeader;
        return part switch
        {
            "{body}" => delivery with { Body = bytes },
            "{signed-values}" => sample.Definition.UsuallyNamed.Zip(text.Split('.', sample.Definition.UsuallyNamed.Count))
                .Aggregate(delivery, (all, one) => all with { Headers = all.Headers.With(one.First, one.Second) }),
            "{timestamp}" when sample.Definition.TimestampHeader is null =>
                delivery with { Headers = delivery.Headers.With(signature, delivery.Headers.Find(signature)!.Replace($"={TimeIn(sample)}", $"={text}", StringComparison.Ordinal)) },
            _ => delivery with { Headers = delivery.Headers.With(Header(sample, part), text) },
        };
    }

    private static string TimeIn(SignedSample sample) => sample.Delivery.Headers.Find(sample.Definition.SignatureHeader) is { } header
        ? Regex.Match(header, $"(^|[,;]){Regex.Escape(sample.Definition.TimestampKey)}=(?<time>[0-9]+)").Groups["time"].Value
        : Content.SignedTime.Write(SignedDelivery.Noon, sample.Definition.TimestampFormat);

    [GeneratedRegex(@"\{[^}]+\}|[^{]+")]
    private static partial Regex Part();
}
