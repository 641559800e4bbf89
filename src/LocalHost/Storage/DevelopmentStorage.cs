using System.Data.Common;

namespace LocalHost.Storage;

/// <summary>Where storage on this machine is to be found.</summary>
internal sealed record DevelopmentStorage(Uri Queue, Uri Table)
{
    private static readonly DevelopmentStorage Usual = new(new("http://127.0.0.1:10001/devstoreaccount1"), new("http://127.0.0.1:10002/devstoreaccount1"));

    public bool IsUsual => this == Usual;

    /// <summary>Null: the connection string is of an account elsewhere, or is none.</summary>
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

        if (settings.TryGetValue("UseDevelopmentStorage", out var isUsual) && isUsual is "true")
        {
            return Usual;
        }

        return Loopback(settings, "QueueEndpoint") is { } queue && Loopback(settings, "TableEndpoint") is { } table ? new(queue, table) : null;
    }

    private static Uri? Loopback(DbConnectionStringBuilder settings, string name) =>
        settings.TryGetValue(name, out var text) && Uri.TryCreate((string)text, UriKind.Absolute, out var uri) && uri.IsLoopback && uri.Scheme == Uri.UriSchemeHttp ? uri : null;
}
