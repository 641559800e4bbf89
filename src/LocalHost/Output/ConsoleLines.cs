using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace LocalHost.Output;

internal static class ConsoleLines
{
    public static void Add(ILoggingBuilder logging) => logging
        .AddConsoleFormatter<ShortLines, ConsoleFormatterOptions>()
        .AddConsole(console => console.FormatterName = nameof(ShortLines));
}
