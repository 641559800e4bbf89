namespace Webhooks.Operating;

/// <summary>One refused delivery, and what the doctor says about it.</summary>
/// <param name="Line">What the list shows of it.</param>
/// <param name="Body">The body as people may see it: redacted, indented when it is JSON.</param>
/// <param name="Diagnosis">What is wrong with it, in sentences; empty when the body was not kept whole, so that nothing can be judged.</param>
/// <param name="Check">A line for the terminal that judges it there.</param>
public sealed record RefusedView(RefusedLine Line, string Body, IReadOnlyList<string> Diagnosis, string Check);
