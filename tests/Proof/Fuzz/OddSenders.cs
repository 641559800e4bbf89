namespace Proof.Fuzz;

/// <summary>Senders that do not exist, with the parts of a scheme that no known sender uses.</summary>
internal static class OddSenders
{
    private const string Facts = """ "weakness": "It does not exist.", "facts": { "secret": "-", "address": "-", "sources": [] } """;

    private const string Sample = """ "samples": { "default": "made", "headers": { "X-Id": "{{uuid}}" }, "bodies": { "made": { "id": "{{eventId}}", "at": "{{#unix}}", "data": [{ "kind": "made" }] } } } """;

    public static IEnumerable<(string Name, string Text)> Files =>
    [
        Json("odd-hash", """ "algorithm": "HmacSha384", "signatureHeader": "X-Sig", "encoding": "Base64Url", "signedContent": "{method} {path}\n{timestamp}\n{sha256:body}", "timestampHeader": "X-At", "timestampFormat": "Iso8601", "eventId": "json:id" """),
        Json("odd-checksum", """ "signatureHeader": "X-Sig", "signedContent": "{header:X-Id}|{timestamp}|{crc32:body}|{body}", "timestampHeader": "X-At", "timestampFormat": "UnixAny", "eventId": "header:X-Id" """),
        Json("odd-fixed", """ "algorithm": "HmacSha512", "signatureHeader": "X-Sig, X-Sig-Old", "signedContent": "{header:X-Id:36}{timestamp}{body}", "timestampHeader": "X-At", "timestampFormat": "UnixMilliseconds", "eventId": "header:X-Id+sha256" """),
        Json("odd-fields", """ "signatureHeader": "X-Sig", "layout": "Keyed", "separator": "|", "prefix": "mac", "timestampKey": "at", "signedContent": "{timestamp}.{json:id}.{json:data[0].kind}", "eventId": "json:id" """),
        Json("odd-rsa", """ "algorithm": "RsaSha1", "signatureHeader": "X-Sig", "encoding": "Base64", "keyForm": "Spki", "eventId": "json:id, sha256" """),
        Json("odd-spki", """ "algorithm": "Ed25519", "signatureAt": "query:sig", "encoding": "Base64Url", "keyForm": "Spki", "signedContent": "{body}.{header:X-Id}", "eventId": "header:X-Id" """),
        Form("odd-form", """ "signatureAt": "form:sig", "signedContent": "{form:id}~{form:kind}", "eventId": "form:id", "eventType": "form:kind" """),
    ];

    private static (string, string) Json(string name, string scheme) => (name, $$"""{ "title": "Odd", "scheme": { {{scheme}} }, {{Facts}}, {{Sample}} }""");

    private static (string, string) Form(string name, string scheme) =>
        (name, $$"""{ "title": "Odd", "scheme": { {{scheme}} }, {{Facts}}, "samples": { "default": "made", "bodies": { "made": "id={{SampleText.EventId}}&kind=made+of%20steel&x=%2B&empty" } } }""");
}
