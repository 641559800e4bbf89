using Cli.Rendering;

namespace Cli.Sending;

// What is sent and what comes back, as text or as JSON lines. The view has what is known before the answer.
internal sealed class SendReport(CliContext context, bool isJson)
{
    public bool IsJson => isJson;

    public void Request(string line)
    {
        if (!isJson)
        {
            context.Output.WriteLine(line);
        }
    }

    public void Note(string line) => context.Error.WriteLine(line);

    public void Answer(SendView sent, SendResult result, bool? isExpected = null)
    {
        if (isJson)
        {
            context.WriteJson(
                sent with { Status = result.Status == 0 ? null : result.Status, LatencyMs = Math.Round(result.Latency.TotalMilliseconds, 1), Answer = result.Text, IsExpected = isExpected },
                SendView.Json);
        }
        else
        {
            (result.Status == 0 ? context.Error : context.Output).WriteLine(result);
        }
    }
}
