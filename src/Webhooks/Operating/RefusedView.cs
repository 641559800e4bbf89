namespace Webhooks.Operating;

/// <param name="Diagnosis">Empty when the body was not kept whole.</param>
public sealed record RefusedView(RefusedLine Line, string Body, IReadOnlyList<string> Diagnosis, string Check);
