namespace Cli.Rendering;

// An invalid argument or setting: exit code 2. The message says how to correct it.
internal sealed class UsageException(string message) : Exception(message);
