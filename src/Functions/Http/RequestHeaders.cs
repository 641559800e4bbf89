using System.Text;
using Microsoft.AspNetCore.Http;
using Webhooks.Signatures.Deliveries;

namespace Functions.Http;

// The server decodes values as Latin-1, which loses no byte. A value that is UTF-8 is read as such. RFC 9110 names no encoding:
// https://www.rfc-editor.org/rfc/rfc9110#section-5.5
internal static class RequestHeaders
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static DeliveryHeaders Read(HttpRequest request)
    {
        var headers = new DeliveryHeaders(request.Headers.Count);
        foreach (var (name, values) in request.Headers)
        {
            foreach (var value in values)
            {
                headers.Add(name, Decode(value ?? ""));
            }
        }

        return headers;
    }

    private static string Decode(string latin1)
    {
        if (Ascii.IsValid(latin1) || !latin1.All(c => c <= byte.MaxValue))
        {
            return latin1;
        }

        try
        {
            return Utf8.GetString(Encoding.Latin1.GetBytes(latin1));
        }
        catch (DecoderFallbackException)
        {
            return latin1;
        }
    }
}
