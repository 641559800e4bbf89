using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Proof.Stub;

/// <summary>The Queue REST, as far as the receiver and its peer speak it.</summary>
internal sealed class QueueStub(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, MemoryQueue> queues = new();

    public void Clear() => queues.Clear();

    public Task AnswerAsync(HttpContext context, string path, byte[] body)
    {
        var parts = path.Split('/');
        var queue = queues.GetOrAdd(parts[0], _ => new());
        var now = clock.GetUtcNow();
        switch (context.Request.Method, parts.Length)
        {
            case ("PUT", 1):
                return WriteAsync(context, 201, "");
            case ("GET", 1):
                context.Response.Headers["x-ms-approximate-messages-count"] = queue.Count.ToString(CultureInfo.InvariantCulture);
                return WriteAsync(context, 200, "");
            case ("POST", 2):
                return WriteAsync(context, 201, List([queue.Add(TextOf(body), now + Seconds(context, "visibilitytimeout"))], now, withText: false));
            case ("GET", 2):
                return WriteAsync(context, 200, List(queue.Take(Number(context, "numofmessages", 1), now, now + Seconds(context, "visibilitytimeout", 30)), now, withText: true));
            case ("PUT", 3):
                var again = queue.Show(parts[2], now + Seconds(context, "visibilitytimeout"));
                (context.Response.Headers["x-ms-popreceipt"], context.Response.Headers["x-ms-time-next-visible"]) = (parts[2], now.ToString("r"));
                return WriteAsync(context, again ? 204 : 404, "");
            case ("DELETE", 3):
                return WriteAsync(context, queue.Remove(parts[2]) ? 204 : 404, "");
            default:
                return WriteAsync(context, 501, "");
        }
    }

    private static string List(IReadOnlyList<MemoryMessage> messages, DateTimeOffset now, bool withText)
    {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><QueueMessagesList>");
        foreach (var message in messages)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<QueueMessage><MessageId>{message.Id}</MessageId><InsertionTime>{now:r}</InsertionTime><ExpirationTime>{now.AddDays(7):r}</ExpirationTime><PopReceipt>{message.Id}</PopReceipt><TimeNextVisible>{message.VisibleAt:r}</TimeNextVisible>");
            _ = withText ? xml.Append(CultureInfo.InvariantCulture, $"<DequeueCount>{message.Taken}</DequeueCount><MessageText>{message.Text}</MessageText>") : xml;
            xml.Append("</QueueMessage>");
        }

        return xml.Append("</QueueMessagesList>").ToString();
    }

    // Escaped as it came, which is how it goes out again.
    private static string TextOf(byte[] body)
    {
        const string Before = "<MessageText>";
        var text = Encoding.UTF8.GetString(body);
        var from = text.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        return text[from..text.IndexOf('<', from)];
    }

    private static int Number(HttpContext context, string name, int otherwise) =>
        int.TryParse(context.Request.Query[name], CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static TimeSpan Seconds(HttpContext context, string name, int otherwise = 0) => TimeSpan.FromSeconds(Number(context, name, otherwise));

    private static Task WriteAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = text.Length > 0 ? "application/xml" : null;
        if (status >= 400)
        {
            context.Response.Headers["x-ms-error-code"] = status == 404 ? "MessageNotFound" : "NotImplemented";
        }

        var body = Encoding.UTF8.GetBytes(text);
        context.Response.ContentLength = status == 204 ? null : body.Length;
        return body.Length == 0 ? Task.CompletedTask : context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
