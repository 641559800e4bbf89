using System.Data.Common;

namespace LocalHost.Storage;

// The addresses of storage on this machine.
internal sealed record DevelopmentStorage(Uri? Blob, Uri Queue, Uri Table)
{
    private static readonly DevelopmentStorage Default = new(new("http://127.0.0.1:10000/devstoreaccount1"), new("http://127.0.0.1:10001/devstoreaccount1"), new("http://127.0.0.1:10002/devstoreaccount1"));

    public bool IsDefault => this == Default;

    // Null when the connection string is of an account elsewhere, or invalid.
    public static DevelopmentStorage? From(string? connectionString)
    {
        var settings = new DbConnectionStringBuilder();
        try
        {
            settings.ConnectionString = connectionString;
        }
        catch (ArgumentException)
        {
            return null;
        }

        if (settings.TryGetValue("UseDevelopmentStorage", out var isDevelopment) && isDevelopment is "true")
        {
            return Default;
        }

        return Loopback(settings, "QueueEndpoint") is { } queue && Loopback(settings, "TableEndpoint") is { } table ? new(Loopback(settings, "BlobEndpoint"), queue, table) : null;
    }

    private static Uri? Loopback(DbConnectionStringBuilder settings, string name) =>
        settings.TryGetValue(name, out var text) && Uri.TryCreate((string)text, UriKind.Absolute, out var uri) && uri.IsLoopback && uri.Scheme == Uri.UriSchemeHttp ? uri : null;
}
