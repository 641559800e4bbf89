namespace Cli.Profiles;

// A receiver that `hook login` keeps. A class, not a record: a record's text would show the key.
internal sealed class Profile(string url, string? key)
{
    public string Url => url;

    public string? Key => key;
}
